"""Distributions, and what their pyproject.toml files name."""

import fnmatch
import posixpath
import re

from folders import ancestors, is_inside, join

REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(@\s*\S+)?")


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def name_in(requirement):
    found = REQUIREMENT.match(requirement)
    return normal(found[1]) if found else None


def read(repository):
    found = {}
    for at, document in repository.pyproject.items():
        one = project_at(at, document, repository)
        if one is not None:
            found[at] = one
    return found


def project_at(at, document, repository):
    backend = rust_backend(document)
    name = document.get("project", {}).get("name")
    if backend == "maturin":
        crate = posixpath.dirname(maturin_manifest(at, document, repository)) or "."
        if crate not in repository.crates:
            repository.broken[join(at, "pyproject.toml")] = "maturin without a crate"
            return None
        wanted = name or repository.crates[crate]["name"]
        return {"kind": "maturin", "wanted": wanted, "crates": [crate]}
    own = [at] if at in repository.crates else []
    if backend == "setuptools-rust":
        settings = document.get("tool", {}).get("setuptools-rust", {})
        targets = [*settings.get("ext-modules", []), *settings.get("bins", [])]
        stated = [posixpath.dirname(join(at, one.get("path", "Cargo.toml"))) or "." for one in targets]
        crates = [one for one in dict.fromkeys([*stated, at]) if one in repository.crates]
        wanted = name or repository.crates[crates[0]]["name"]
        return {"kind": "setuptools-rust", "wanted": wanted, "crates": crates}
    if name is None:
        return None
    if own and is_virtual(document):
        return {"kind": "crate", "wanted": repository.crates[at]["name"], "crates": own}
    return {"kind": "python", "wanted": name, "crates": own}


def rust_backend(document):
    system = document.get("build-system", {})
    requires = {name_in(text) for text in system.get("requires", [])}
    tool = document.get("tool", {})
    if system.get("build-backend") == "maturin":
        return "maturin"
    if "setuptools-rust" in tool or "setuptools-rust" in requires:
        return "setuptools-rust"
    if "maturin" in requires or ("maturin" in tool and "build-system" not in document):
        return "maturin"
    return None


def is_virtual(document):
    package = document.get("tool", {}).get("uv", {}).get("package")
    return not package if package is not None else "build-system" not in document


def maturin_manifest(at, document, repository):
    settings = document.get("tool", {}).get("maturin", {})
    if "manifest-path" in settings:
        return join(at, settings["manifest-path"])
    split = join(at, "rust/Cargo.toml")
    if split in repository.names and ("python-source" in settings or src_layout(at, document, repository)):
        return split
    return join(at, "Cargo.toml")


def src_layout(at, document, repository):
    name = document.get("project", {}).get("name", "").replace("-", "_")
    packages = [name, *document.get("tool", {}).get("maturin", {}).get("python-packages", [])]
    return any(join(at, "src", one, "__init__.py") in repository.names for one in packages if one)


def python_root(at, document, repository):
    settings = document.get("tool", {}).get("maturin", {})
    if "python-source" in settings:
        return join(at, settings["python-source"])
    has_rust = join(at, "rust/Cargo.toml") in repository.names
    return join(at, "src") if has_rust and src_layout(at, document, repository) else at


def named_by(document):
    project = document.get("project", {})
    for text in project.get("dependencies", []):
        yield text, "python-dependency"
    for texts in project.get("optional-dependencies", {}).values():
        for text in texts:
            yield text, "python-extra"
    groups = [*document.get("dependency-groups", {}).values()]
    groups.append(document.get("tool", {}).get("uv", {}).get("dev-dependencies", []))
    for group in groups:
        for text in group:
            if isinstance(text, str):
                yield text, "python-group"
    for text in document.get("build-system", {}).get("requires", []):
        yield text, "python-build"


def edges(projects, repository):
    roots = {}
    for at, one in projects.items():
        if at in repository.pyproject and one["kind"] != "broken":
            name = repository.pyproject[at].get("project", {}).get("name")
            if name or one["kind"] != "crate":
                roots.setdefault(normal(name or one["wanted"]), []).append(at)
    found = set()
    for at, one in projects.items():
        document = repository.pyproject.get(at)
        if document is None or one["kind"] == "broken" or not any(at in same for same in roots.values()):
            continue
        for text, kind in named_by(document):
            name = name_in(text)
            if name is None or at in roots.get(name, []):
                continue
            for target in targets(at, name, text, roots, repository):
                if target in projects:
                    found.add((at, target, kind))
    return found


def targets(at, name, text, roots, repository):
    workspace = uv_root(at, repository)
    by_name = roots.get(name, [])
    for base in [at, *([workspace] if workspace else [])]:
        sources = repository.pyproject[base].get("tool", {}).get("uv", {}).get("sources", {})
        for key, value in sources.items():
            if normal(key) == name:
                origins = value if isinstance(value, list) else [value]
                return from_origins(base, origins, by_name, workspace, repository)
    url = REQUIREMENT.match(text)[2]
    if url is not None and re.match(r"@\s*(git\+|https?:|ssh:)", url):
        return []
    return by_name


def from_origins(base, origins, by_name, workspace, repository):
    paths = [join(base, one["path"]) for one in origins if "path" in one]
    if paths:
        return paths
    if any(one.get("workspace") for one in origins):
        members = [at for at in by_name if is_member(at, workspace, repository)]
        return members or by_name
    return [] if all({"git", "url", "index"} & set(one) for one in origins) else by_name


def uv_root(at, repository):
    for folder in ancestors(at):
        if "workspace" in repository.pyproject.get(folder, {}).get("tool", {}).get("uv", {}):
            return folder
    return None


def is_member(at, workspace, repository):
    if workspace is None or not is_inside(at, workspace):
        return False
    table = repository.pyproject[workspace]["tool"]["uv"]["workspace"]
    relative = at if workspace == "." else at[len(workspace) + 1 :]

    def listed(key):
        return any(matches(relative, posixpath.normpath(one)) for one in table.get(key, []))

    return at == workspace or (listed("members") and not listed("exclude"))


def matches(path, pattern):
    names, patterns = path.split("/"), pattern.split("/")
    return len(names) == len(patterns) and all(map(fnmatch.fnmatchcase, names, patterns))
