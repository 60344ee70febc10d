/**
 * Whether what is installed is the wheel, and nothing but the wheel: asked of the Python that it is
 * installed for.
 */

export interface PackageQuestion {
  /** Normalised name of the distribution. */
  readonly name: string;
  /** Stubs and `py.typed` of the sources, relative to what is on `sys.path`. */
  readonly typed: readonly string[];
  /** Folders that it is installed in; empty for those of the interpreter. */
  readonly folders: readonly string[];
}

export interface PackageReport {
  readonly problems: readonly string[];
  /** Names of its packages and modules, without those inside others. */
  readonly modules: readonly string[];
  /** What the wheel has installed, relative to the folders. */
  readonly files: readonly string[];
  /** Absolute, without links. */
  readonly folders: readonly string[];
}

const inside = `
def inside(path, folders):
    return any(os.path.realpath(path).startswith(folder + os.sep) for folder in folders)
def origin(module):
    return getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", [])), None)
`;

/**
 * Argument: a `PackageQuestion` as JSON. Imports each package and each extension of the distribution, and
 * prints a `PackageReport`. Stubs are those of PEP 561, of which type checkers read no others.
 */
export const packageScript = `
import importlib, json, os, sys, sysconfig
from importlib import metadata
from importlib.machinery import EXTENSION_SUFFIXES
${inside}
question = json.loads(sys.argv[1])
folders = question["folders"] or [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
folders = sorted({os.path.realpath(folder) for folder in folders})
problems = []
distribution = metadata.distribution(question["name"])
files = [str(file).replace(os.sep, "/") for file in distribution.files or []]
# A library for cffi ends with a plain .so, and is no module.
suffixes = sorted((s for s in EXTENSION_SUFFIXES if s != ".so"), key=len, reverse=True)
tops, extensions = set(), {}
for file in files:
    parts = file.split("/")
    if parts[0] == ".." or parts[0].endswith((".dist-info", ".data", ".libs")):
        continue
    suffix = next((s for s in suffixes if parts[-1].endswith(s)), None)
    if suffix:
        extensions[".".join([*parts[:-1], parts[-1][:-len(suffix)]])] = file
    if suffix or file.endswith(".py"):
        tops.add(parts[0] if len(parts) > 1 else parts[0].split(".")[0])
tops = sorted(tops - {"test", "tests"})
for name in [*tops, *sorted(extensions)]:
    try:
        module = importlib.import_module(name)
    except BaseException as error:
        problems.append(f"'import {name}' fails: {type(error).__name__}: {error}")
        continue
    path = origin(module)
    if path is None or not inside(path, folders):
        problems.append(f"'import {name}' gives {path}, which is not in the environment")
def is_typed(file):
    parts = file.split("/")[:-1]
    return any("/".join([*parts[:end], "py.typed"]) in files for end in range(1, len(parts) + 1))
for file in question["typed"]:
    if file not in files:
        problems.append(f"{file} of the sources is not in it")
for file in files:
    if file.endswith(".pyi") and not file.split("/")[0].endswith("-stubs") and not is_typed(file):
        problems.append(f"type checkers ignore {file}, since no py.typed is beside it")
stubbed = {file.rpartition("/")[0] for file in files if file.endswith(".pyi")}
for name, file in sorted(extensions.items()):
    if is_typed(file) and file.rpartition("/")[0] not in stubbed:
        problems.append(f"py.typed says that it has types, and no stub has those of {name}")
print(json.dumps({"problems": problems, "modules": tops, "files": files, "folders": folders}))
`;

/** What the tests' process ends with when a module came from elsewhere; pytest ends with 0 to 5. */
export const WRONG_ORIGIN = 70;
/** The beginning of the line that says which module it was. */
export const originPrefix = 'nx-pyo3 origin: ';

/**
 * Arguments: the modules and folders of a `PackageReport` as JSON, then those of pytest. The tests may
 * have changed `sys.path`, so what was imported in the end is looked at again. The current folder is the
 * first of `sys.path`, as with `python -m pytest`.
 */
export const pytestScript = `
import json, os, sys
${inside}
import pytest
question = json.loads(sys.argv[1])
code = int(pytest.main(sys.argv[2:]))
for name in question["modules"]:
    module = sys.modules.get(name)
    if module is not None and not inside(origin(module) or "", question["folders"]):
        print(f"${originPrefix}{name} {origin(module)}", file=sys.stderr)
        code = ${String(WRONG_ORIGIN)}
sys.exit(code)
`;

/** `undefined` for what the script did not print. */
export function parsePackageReport(stdout: string): PackageReport | undefined {
  const line = stdout.trimEnd().split(/\r?\n/).at(-1) ?? '';
  return line.startsWith('{') ? (JSON.parse(line) as PackageReport) : undefined;
}
