import { execa } from 'execa';
import { programOf, toolchain } from '../testing/toolchain.ts';

/** What Python's own tools say of one installed distribution. */
export interface DistributionState {
  readonly version: string;
  readonly requires: readonly string[] | null;
  readonly entryPoints: readonly string[];
  /** Of `importlib.metadata`, without what differs by design (`notCompared`). */
  readonly files: readonly string[];
  readonly directUrl: unknown;
  readonly metadata: string;
  readonly wheel: string;
  /** Modules of its extensions with their public names, imported. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
  /** Those modules' files: absolute, links resolved. */
  readonly extensions: readonly string[];
}

export interface PythonState {
  /** Editable ones only, by normalised name. */
  readonly distributions: Readonly<Record<string, DistributionState>>;
  /** `uv pip check`. */
  readonly check: string;
  /** `uv pip list --editable`. */
  readonly list: unknown;
}

/**
 * The fast way notes a marker; maturin writes a bill of materials, which has a random number in it;
 * uv notes the time of the wheel; Python compiles.
 */
const notCompared = ['nx-pyo3.json', '.cyclonedx.json', 'uv_cache.json', '.pyc'];

const script = `
import importlib, importlib.machinery, importlib.metadata, json, os, re, sys

suffixes = tuple(importlib.machinery.EXTENSION_SUFFIXES)
skipped = {"target", "node_modules", "dist", "__pycache__"}

def extensions(root):
    for base, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in skipped)
        for name in sorted(names):
            suffix = next((s for s in suffixes if name.endswith(s)), None)
            if suffix:
                inside = os.path.relpath(os.path.join(base, name[:-len(suffix)]), root)
                yield inside.replace(os.sep, "."), os.path.join(base, name)

def state(distribution):
    files = [str(file).replace(os.sep, "/") for file in distribution.files or []]
    site = str(distribution.locate_file(""))
    paths = [open(os.path.join(site, file)).read().strip() for file in files if file.endswith(".pth")]
    packages = sorted({file.split("/")[0] for file in files if file.endswith("__init__.py")})
    found = [each for path in paths if os.path.isdir(path) for each in extensions(path)]
    found += [(name + "." + module, file) for name in packages for module, file in extensions(os.path.join(site, name))]
    modules = {module: importlib.import_module(module) for module, _ in found}
    return {
        "version": distribution.version,
        "requires": distribution.requires,
        "entryPoints": sorted("%s: %s = %s" % (e.group, e.name, e.value) for e in distribution.entry_points),
        "files": sorted(file for file in files if not file.endswith(tuple(json.loads(sys.argv[1])))),
        "directUrl": json.loads(distribution.read_text("direct_url.json") or "null"),
        "metadata": distribution.read_text("METADATA"),
        "wheel": distribution.read_text("WHEEL"),
        "modules": {name: sorted(n for n in dir(module) if n[0] != "_") for name, module in modules.items()},
        "extensions": [os.path.realpath(module.__file__) for module in modules.values()],
    }

found = {}
for distribution in importlib.metadata.distributions():
    origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        found[re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()] = state(distribution)
print(json.dumps(found))
`;

export async function pythonState(venv: string): Promise<PythonState> {
  const python = programOf(venv, 'python');
  const { uv } = toolchain();
  const asked = await execa(python, ['-I', '-c', script, JSON.stringify(notCompared)]);
  const check = await execa(uv, ['pip', 'check', '--python', python], { all: true, reject: false });
  const list = await execa(uv, [
    ...['pip', 'list', '--editable', '--format', 'json', '--python', python],
  ]);
  return {
    distributions: JSON.parse(asked.stdout) as PythonState['distributions'],
    // One line tells how long it took.
    check: `${check.exitCode} ${check.all.replaceAll(/^(Using|Checked) .*\n/gm, '')}`,
    list: JSON.parse(list.stdout) as unknown,
  };
}
