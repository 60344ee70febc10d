"""Crates as cargo sees them."""

import json
import os
import subprocess
import tempfile

from folders import join, sort_key, within

KINDS = {None: "cargo-normal", "dev": "cargo-dev", "build": "cargo-build"}


def read(root, folders, documents):
    """Crates by folder, and the folders that cargo refuses, with its reason."""
    crates, refused = {}, {}
    for at in sorted(folders, key=sort_key):
        if at in crates:
            continue
        answer, reason = metadata(root, at, "--no-deps")
        if answer is None:
            refused[at] = reason
            crates[at] = by_text(documents[at], at)
            continue
        for package in answer["packages"]:
            found = within(root, os.path.dirname(package["manifest_path"]))
            if found is not None:
                crates[found] = {"name": package["name"], "uses": uses_of(root, package)}
        add_patched(root, within(root, answer["workspace_root"]), at, documents, crates)
    return crates, refused


def metadata(root, at, *options):
    command = ["cargo", "metadata", "--format-version=1", "--offline", *options]
    run = subprocess.run(
        [*command, "--manifest-path", str(root / at / "Cargo.toml")],
        capture_output=True, cwd=tempfile.gettempdir(),  # a rust-toolchain.toml there is none of ours
    )
    if run.returncode == 0:
        return json.loads(run.stdout), None
    return None, run.stderr.decode().strip()


def uses_of(root, package):
    uses = set()
    for dependency in package["dependencies"]:
        if dependency.get("path") is not None:
            target = within(root, dependency["path"])
            if target is not None:
                uses.add((target, KINDS[dependency["kind"]]))
    return uses


def by_text(document, at):
    """What a manifest that cargo refuses says itself."""
    tables = [document, *document.get("target", {}).values()]
    uses = set()
    for table in tables:
        for kind, key in ((None, "dependencies"), ("dev", "dev-dependencies"), ("build", "build-dependencies")):
            for entry in table.get(key, {}).values():
                if isinstance(entry, dict) and "path" in entry:
                    uses.add((join(at, entry["path"]), KINDS[kind]))
    return {"name": document["package"]["name"], "uses": uses}


def add_patched(root, workspace, at, documents, crates):
    """Who uses a patched crate, only a whole resolution knows: that of the lock file."""
    document = documents.get(workspace, {})
    entries = [*document.get("patch", {}).values(), document.get("replace", {})]
    if not any("path" in entry for table in entries for entry in table.values()):
        return
    answer, reason = metadata(root, at, "--locked")
    if answer is None:
        raise SystemExit(f"cargo cannot resolve {workspace}, which has patches: {reason}")
    packages = {package["id"]: package for package in answer["packages"]}
    graph = {node["id"]: node["dependencies"] for node in answer["resolve"]["nodes"]}
    for member in answer["workspace_members"]:
        found = within(root, os.path.dirname(packages[member]["manifest_path"]))
        named = {target for target, _ in crates[found]["uses"]}
        for reached in behind_others(member, packages, graph):
            target = within(root, os.path.dirname(packages[reached]["manifest_path"]))
            if target is not None and target not in named:
                crates[found]["uses"].add((target, "cargo-patch"))


def behind_others(member, packages, graph):
    """Packages of the repository that are reached through those of others, or directly."""
    seen, waiting = set(), list(graph[member])
    while waiting:
        package = waiting.pop()
        if package in seen:
            continue
        seen.add(package)
        if packages[package]["source"] is not None:
            waiting.extend(graph[package])
    return {package for package in seen if packages[package]["source"] is None}
