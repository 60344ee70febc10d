"""Which modules an installed distribution has, by the settings of its build backend."""

import fnmatch
import re

from folders import is_inside, join

# setuptools.discovery: what automatic discovery leaves out beside a package.
BESIDE = set(
    "ci bin debian doc docs documentation manpages news newsfragments changelog test tests unit_test "
    "unit_tests example examples scripts tools util utils python build benchmark benchmarks exercise "
    "exercises htmlcov setup conftest toxfile noxfile pavement dodo tasks fabfile conanfile manage "
    "bench benches src".split()
)
TESTS = {"test", "tests", "conftest"}


def discovered(base, at, files):
    """Outermost packages and modules below the base; folders without __init__.py are namespaces."""
    aside = BESIDE if base == at else TESTS
    inside = [path for path in files if is_inside(path, base)]
    package_folders = {path[: -len("/__init__.py")] for path in files if path.endswith("/__init__.py")}
    found = set()
    for path in inside:
        parts = (path if base == "." else path[len(base) + 1 :])[:-3].split("/")
        if parts[0] in aside or re.search(r"^test_|_test$", parts[0]):
            continue
        outer = next(
            (parts[:n] for n in range(1, len(parts)) if join(base, *parts[:n]) in package_folders), parts
        )
        found.add(".".join(outer))
    return found


def backend_of(document):
    return document.get("build-system", {}).get("build-backend", "setuptools.build_meta:__legacy__")


def identifier(document):
    return re.sub(r"[-_.]+", "_", document.get("project", {}).get("name", ""))


def stated_base(document):
    """A function from the project's folder to the one that is put on sys.path."""
    tool, backend = document.get("tool", {}), backend_of(document)
    if backend.startswith("setuptools"):
        settings = tool.get("setuptools", {})
        where = settings.get("packages", {})
        where = where.get("find", {}).get("where", []) if isinstance(where, dict) else []
        folder = settings.get("package-dir", {}).get("", where[0] if where else None)
    elif backend.startswith("uv_build"):
        folder = tool.get("uv", {}).get("build-backend", {}).get("module-root", "src")
    elif backend.startswith("pdm"):
        folder = tool.get("pdm", {}).get("build", {}).get("package-dir")
    else:
        folder = None
    return None if folder is None else lambda at: join(at, folder)


def stated(document):
    """A function from the project's folder and files to its modules; None without settings."""
    backend = backend_of(document)
    tool = document.get("tool", {})
    for start, read in (
        ("setuptools", setuptools), ("hatchling", hatch), ("flit", flit),
        ("poetry", poetry), ("uv_build", uv_build),
    ):
        if backend.startswith(start):
            return read(document, tool)
    return None


def setuptools(document, tool):
    settings = tool.get("setuptools", {})
    listed = settings.get("packages")
    modules = settings.get("py-modules")
    if isinstance(listed, list) or (listed is None and modules):
        outer = {one for one in listed or [] if not any(is_below(one, other) for other in listed or [])}
        return lambda at, files: outer | set(modules or [])
    if isinstance(listed, dict) and "find" in listed:
        find = listed["find"]
        base = stated_base(document)

        def find_packages(at, files):
            found = discovered(base(at) if base else at, None, files)
            include, exclude = find.get("include", ["*"]), find.get("exclude", [])
            kept = {
                one for one in found
                if any(fnmatch.fnmatchcase(one, pattern) or pattern.startswith(one + ".") for pattern in include)
                and not any(fnmatch.fnmatchcase(one, pattern) for pattern in exclude)
            }
            return kept | set(modules or [])

        return find_packages
    return None


def is_below(module, other):
    return module.startswith(other + ".")


def hatch(document, tool):
    build = tool.get("hatch", {}).get("build", {})
    wheel = build.get("targets", {}).get("wheel", {})
    listed = wheel.get("packages", build.get("packages"))
    if listed is None:
        return None
    return lambda at, files: {one.rstrip("/").rsplit("/", 1)[-1] for one in listed}


def flit(document, tool):
    name = tool.get("flit", {}).get("module", {}).get("name") or identifier(document)
    return lambda at, files: {name}


def poetry(document, tool):
    listed = tool.get("poetry", {}).get("packages")
    if not listed:
        return None
    return lambda at, files: {one["include"].split("/*")[0].removesuffix(".py").replace("/", ".") for one in listed}


def uv_build(document, tool):
    settings = tool.get("uv", {}).get("build-backend", {})
    if settings.get("namespace") is True and "module-name" not in settings:
        base = stated_base(document)
        return lambda at, files: discovered(base(at), None, files)
    names = settings.get("module-name", identifier(document).lower())
    return lambda at, files: {names} if isinstance(names, str) else set(names)
