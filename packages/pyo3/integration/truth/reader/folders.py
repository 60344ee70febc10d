"""Paths relative to the repository, and TOML."""

import os.path
import posixpath
import tomllib


def sort_key(at):
    return (0 if at == "." else at.count("/") + 1, at)


def ancestors(at):
    """The folder and all around it, innermost first."""
    found = [at]
    while at != ".":
        at = posixpath.dirname(at) or "."
        found.append(at)
    return found


def is_inside(path, at):
    return at == "." or path == at or path.startswith(at + "/")


def join(at, *parts):
    return posixpath.normpath(posixpath.join(at, *parts))


def within(root, absolute):
    """The absolute path as one of the repository; None outside of it."""
    relative = os.path.relpath(absolute, root).replace(os.sep, "/")
    return None if relative == ".." or relative.startswith("../") else relative


def manifest_text(path):
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def parse(text):
    return tomllib.loads(text)
