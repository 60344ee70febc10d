"""The projects and edges of a repository, found without any code of the plugin.

    python truth.py <folder of a git repository>

Crates and what they use come from `cargo metadata`, files from `git ls-files`, distributions,
groups and sources from `tomllib`, imports from `ast`. What becomes a project, and which of two
wins a name, is written down once more here, from docs/graph.md. Prints JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

import cargo
import distributions
import imports
from folders import ancestors, is_inside, manifest_text, parse, sort_key


def files_of(root):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, check=True, capture_output=True,
    ).stdout.decode()
    unique = sorted(set(listed.split("\0")) - {""})
    ignored = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--ignored", "--exclude-from=.nxignore"],
        cwd=root, capture_output=True,
    ).stdout.decode().split("\0") if (root / ".nxignore").exists() else []
    return [name for name in unique if (root / name).is_file() and name not in set(ignored)]


def folder(path):
    return path.rsplit("/", 1)[0] if "/" in path else "."


class Repository:
    def __init__(self, root):
        self.root = root
        self.files = files_of(root)
        self.names = set(self.files)
        self.broken = {}
        self.cargo = self.documents("Cargo.toml")
        self.pyproject = self.documents("pyproject.toml")
        self.templates = {at for at in {*self.cargo, *self.pyproject} if self.is_template(at)}
        inside = {at for at in {*self.cargo, *self.pyproject} if self.templates & {*ancestors(at)}}
        for at in inside:
            self.cargo.pop(at, None)
            self.pyproject.pop(at, None)
        packages = {at for at, document in self.cargo.items() if "package" in document}
        self.crates, self.refused = cargo.read(root, packages, self.cargo)
        self.python = distributions.read(self)

    def is_template(self, at):
        tables = (self.cargo.get(at, {}).get("package", {}), self.pyproject.get(at, {}).get("project", {}))
        return any("{{" in table.get("name", "") for table in tables)

    def crate_at(self, at):
        if at not in self.crates and (self.root / at / "Cargo.toml").exists():
            document = parse(manifest_text(self.root / at / "Cargo.toml"))
            self.crates |= cargo.read(self.root, {at}, {at: document})[0]
        return self.crates.get(at, {"uses": []})

    def documents(self, name):
        found = {}
        for path in self.files:
            if path.rsplit("/", 1)[-1] != name:
                continue
            try:
                found[folder(path)] = parse(manifest_text(self.root / path))
            except (ValueError, OSError) as error:
                self.broken[path] = str(error)
        return found


def projects_of(repository):
    """By folder: kind, wanted name and the folders of its crates."""
    found = {}
    for at, one in repository.python.items():
        found[at] = one
    for at, crate in repository.crates.items():
        if at not in found:
            found[at] = {"kind": "crate", "wanted": crate["name"], "crates": [at]}
    for path in repository.broken:
        at = folder(path)
        found[at] = {"kind": "broken", "wanted": wanted_by_broken(at, repository), "crates": []}
    inner = {
        at for at, one in found.items()
        if one["kind"] == "crate" and any(is_part_of(at, outer, found) for outer in nearest(at, found))
    }
    return {at: one for at, one in found.items() if at not in inner}


def nearest(at, found):
    return [outer for outer in ancestors(at)[1:] if outer in found][:1]


def is_part_of(at, outer, found):
    return found[outer]["kind"] in ("maturin", "setuptools-rust") and at in found[outer]["crates"]


def wanted_by_broken(at, repository):
    python = repository.pyproject.get(at, {}).get("project", {}).get("name")
    crate = repository.cargo.get(at, {}).get("package", {}).get("name")
    return python or crate or ("workspace" if at == "." else at.rsplit("/", 1)[-1])


def stated_name(at, repository):
    for name, keys in (("project.json", (("name",),)), ("package.json", (("nx", "name"), ("name",)))):
        path = name if at == "." else f"{at}/{name}"
        if path not in repository.names:
            continue
        document = json.loads((repository.root / path).read_text("utf8"))
        for key in keys:
            value = document
            for part in key:
                value = value.get(part, {}) if isinstance(value, dict) else {}
            if isinstance(value, str) and value:
                return value
    return None


def name_all(projects, repository):
    names, taken = {}, set()

    def give(at, candidates):
        name = next(one for one in candidates if one not in taken)
        names[at] = name
        taken.add(name)

    order = sorted(projects, key=sort_key)
    for at in order:
        stated = stated_name(at, repository)
        if stated:
            names[at] = stated
            taken.add(stated)
    for crates in (False, True):
        for at in order:
            wanted = projects[at]["wanted"]
            if at not in names and (projects[at]["kind"] == "crate") == crates and wanted not in taken:
                give(at, [wanted])
    for at in order:
        if at not in names:
            path = "workspace" if at == "." else at.replace("/", "-")
            crate = [projects[at]["wanted"] + "-crate"] if projects[at]["kind"] == "crate" else []
            give(at, [*crate, path, *(f"{path}-{n}" for n in range(2, 99))])
    return names


def edges_of(projects, repository):
    owners = {}
    for at, one in projects.items():
        for crate in one["crates"]:
            if is_inside(crate, at) and (crate not in owners or crate == at):
                owners[crate] = at
    for at in projects:
        if projects[at]["kind"] == "broken" or at in projects[at]["crates"]:
            owners[at] = at
    edges = set()
    for at, one in projects.items():
        for crate in one["crates"]:
            if owners.get(crate) != at:
                edges.add((at, owners.get(crate, crate), "cargo-normal"))
                continue
            for target, kind in repository.crates.get(crate, {"uses": []})["uses"]:
                edges.add((at, owners.get(target, target), kind))
    # A crate that is no project, since Nx does not see it, is followed as if it were one.
    followed = set()
    while loose := {to for _, to, _ in edges} - set(projects) - followed:
        followed |= loose
        for at in loose:
            for target, kind in repository.crate_at(at)["uses"]:
                edges.add((at, owners.get(target, target), kind))
    edges |= distributions.edges(projects, repository)
    edges |= imports.edges(projects, repository)
    return sorted(edge for edge in edges if edge[0] != edge[1])


def main():
    repository = Repository(Path(sys.argv[1]).resolve())
    projects = projects_of(repository)
    names = name_all(projects, repository)
    print(json.dumps({
        "projects": [
            {"root": at, "name": names[at], "kind": projects[at]["kind"]}
            for at in sorted(projects, key=sort_key)
        ],
        "edges": [
            {"source": source, "target": target, "kind": kind}
            for source, target, kind in edges_of(projects, repository)
        ],
        "refused": [{"folder": at, "reason": why} for at, why in sorted(repository.refused.items())],
        "templates": sorted(repository.templates),
        "broken": [{"file": at, "reason": why} for at, why in sorted(repository.broken.items())],
    }, indent=1))


main()
