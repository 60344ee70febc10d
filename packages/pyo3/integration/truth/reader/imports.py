"""What Python files import of other projects, by `ast`."""

import ast
import re
import warnings

import packages
from distributions import is_virtual, python_root
from folders import ancestors, is_inside

CALLS = {"__import__", "import_module", "importlib.import_module", "importorskip", "pytest.importorskip"}


def edges(projects, repository):
    own = files_by_project(projects, repository)
    provided = {}
    for at, files in own.items():
        for module in provided_by(at, projects[at]["kind"], files, repository):
            provided.setdefault(module, []).append(at)
    found = set()
    for at, files in own.items():
        packages = {path[: -len("/__init__.py")] for path in files if path.endswith("/__init__.py")}
        importable = {path[:-3] for path in files} | packages
        bases = [python_base(at, projects[at]["kind"], files, repository), at]
        for path in files:
            for name, types_only in imports_in(repository.root / path, path, bases):
                module = longest(name, provided)
                if module is None or is_local(module, path, importable, packages) or at in provided[module]:
                    continue
                kind = "types" if types_only else "test" if is_test(path, at, repository) else None
                for target in provided[module]:
                    found.add((at, target, f"python-import-{kind}" if kind else "python-import"))
    return found


def files_by_project(projects, repository):
    """Python files of each project that has a distribution, without those of projects inside it."""
    own = {
        at: [] for at, one in projects.items()
        if one["kind"] != "broken" and "project" in repository.pyproject.get(at, {})
        or one["kind"] in ("maturin", "setuptools-rust")
    }
    for path in repository.files:
        if not path.endswith(".py") or is_aside(path):
            continue
        inside = [at for at in ancestors(path)[1:] if at in projects]
        if inside and inside[0] in own:
            own[inside[0]].append(path)
    return own


def is_aside(path):
    parts = path.split("/")[:-1]
    return any(part.startswith(".") or part in ("node_modules", "__pycache__") for part in parts)


def provided_by(at, kind, files, repository):
    document = repository.pyproject[at]
    if kind == "crate" or (kind == "python" and is_virtual(document)):
        return set()
    stated = None if kind == "maturin" else packages.stated(document)
    if stated is not None:
        return stated(at, files)
    base = python_base(at, kind, files, repository)
    found = packages.discovered(base, at, files)
    if kind == "maturin":
        module = maturin_module(at, document, repository)
        top = f"{base}/{module.split('.')[0]}" if base != "." else module.split(".")[0]
        if not any(is_inside(path, top) for path in repository.files):
            found.add(module)
    return found


def python_base(at, kind, files, repository):
    document = repository.pyproject[at]
    if kind == "maturin":
        return python_root(at, document, repository)
    base = packages.stated_base(document)
    if base is not None:
        return base(at)
    source = "src" if at == "." else f"{at}/src"
    return source if any(is_inside(path, source) for path in files) else at


def maturin_module(at, document, repository):
    settings = document.get("tool", {}).get("maturin", {})
    from distributions import maturin_manifest

    manifest = maturin_manifest(at, document, repository).rpartition("/")[0] or "."
    cargo = repository.cargo[manifest]
    name = settings.get("module-name") or cargo.get("lib", {}).get("name")
    other = document.get("project", {}).get("name") or cargo["package"]["name"]
    return name or other.replace("-", "_")


def longest(name, provided):
    parts = name.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((one for one in names if one in provided), None)


def is_local(module, path, importable, packages):
    """In a folder around the file, Python finds a module before an installed one: not in a package
    (PEP 328), and no folder without __init__.py is found before what is installed (PEP 420)."""
    inner = module.replace(".", "/")
    searched = [up for up in ancestors(path)[1:] if up not in packages]
    return any((inner if up == "." else f"{up}/{inner}") in importable for up in searched)


def is_test(path, at, repository):
    name = path.rsplit("/", 1)[-1]
    if re.search(r"^test_.*\.py$|_test\.py$|^conftest\.py$", name):
        return True
    return any(folder != at and is_inside(path, folder) for folder in test_folders(at, repository))


def test_folders(at, repository):
    options = repository.pyproject[at].get("tool", {}).get("pytest", {})
    options = options.get("ini_options", options)
    stated = options.get("testpaths", [])
    stated = stated.split() if isinstance(stated, str) else stated
    prefix = "" if at == "." else at + "/"
    found = [prefix + one for one in stated if holds(prefix + one, repository.files)]
    if found:
        return found
    usual = [prefix + one for one in ("tests", "test", "python/tests", "src/tests")]
    return [one for one in usual if holds(one, [path for path in repository.files if collected(path)])]


def collected(path):
    return re.search(r"(^|/)(test_[^/]*|[^/]*_test)\.py$", path) is not None


def holds(folder, files):
    return any(is_inside(path, folder) for path in files)


def imports_in(absolute, path, bases):
    """Dotted names, and whether only a type checker sees the statement."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(absolute.read_bytes())
        except (SyntaxError, ValueError):
            return []
    found = []
    walk(tree, False, found)
    return [(name, types) for level, name, types in found for name in absolute_names(level, name, path, bases)]


def absolute_names(level, name, path, bases):
    if level == 0:
        return [name]
    base = next((one for one in bases if is_inside(path, one)), None)
    if base is None:
        return []
    relative = path if base == "." else path[len(base) + 1 :]
    package = relative.split("/")[:-1]
    if len(package) < level:
        return []
    return [".".join([*package[: len(package) - level + 1], *([name] if name else [])])]


def walk(node, types, found):
    if isinstance(node, ast.Import):
        found.extend((0, alias.name, types) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        prefix = [node.module] if node.module else []
        found.extend((node.level, ".".join([*prefix, alias.name]), types) for alias in node.names)
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and not first.value.startswith("."):
            found.append((0, first.value, types))
    if isinstance(node, ast.If):
        walk(node.test, types, found)
        checking = ast.unparse(node.test)
        only = checking == "TYPE_CHECKING" or checking.endswith(".TYPE_CHECKING")
        for child in node.body:
            walk(child, types or only, found)
        for child in node.orelse:
            walk(child, types, found)
        return
    for child in ast.iter_child_nodes(node):
        walk(child, types, found)
