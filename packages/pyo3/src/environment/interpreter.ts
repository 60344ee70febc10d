import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Runner } from '../process/run.ts';
import { openAnswerCache } from './answer-cache.ts';
import { filesBehind, type Candidate } from './candidates.ts';
import type { Interpreter } from './python-environment.ts';

/** How questions to Python are asked. */
export interface InspectionContext {
  readonly run: Runner;
  readonly env: Readonly<Record<string, string>>;
  /** Folder to start in; pyenv's shims choose a version by it. */
  readonly cwd: string;
}

/**
 * Prints what pyo3, maturin and we have to know, as one line of JSON. Python 3.6 and later, so that
 * one that is too old for pyo3 can be named. `shared`, `libName` and `libDir` follow
 * `pyo3-build-config` (`InterpreterConfig::from_interpreter`); `prefix` in the sysconfig data is
 * where the interpreter was built for, `/install` for python-build-standalone.
 */
export const inspectionScript = `
import json, os, platform, struct, sys, sysconfig
var = sysconfig.get_config_var
try:
    built = __import__(sysconfig._get_sysconfigdata_name()).build_time_vars
except Exception:
    built = {}
windows = os.name == "nt"
pypy = sys.implementation.name == "pypy"
conda = os.path.exists(os.path.join(sys.base_prefix, "conda-meta"))
debug = bool(var("Py_DEBUG")) or (var("EXT_SUFFIX") or "").startswith("_d.")
threaded = bool(var("Py_GIL_DISABLED"))
major, minor = sys.version_info[:2]
if pypy:
    lib = ("libpypy%d.%d-c" if windows else "pypy%d.%d-c") % (major, minor)
elif windows:
    lib = "python%d%d%s%s" % (major, minor, "t" if threaded else "", "_d" if debug else "")
else:
    lib = "python" + (var("LDVERSION") or "%d.%d" % (major, minor))
flags = ["Py_DEBUG", "Py_REF_DEBUG", "Py_TRACE_REFS", "Py_GIL_DISABLED", "COUNT_ALLOCS"]
flags = [flag for flag in flags if var(flag) in (1, "1")]
base = getattr(sys, "_base_executable", None) or sys.executable
built_for = built.get("prefix", sys.base_prefix)
print(json.dumps({
    "executable": sys.executable,
    "implementation": sys.implementation.name,
    "version": list(sys.version_info[:3]),
    "extSuffix": var("EXT_SUFFIX") or "",
    "abiFlags": var("ABIFLAGS") or "",
    "pointerWidth": struct.calcsize("P") * 8,
    "platform": sysconfig.get_platform(),
    "freeThreaded": threaded,
    "shared": bool(pypy or conda or windows or var("PYTHONFRAMEWORK") or var("Py_ENABLE_SHARED")),
    "libName": lib,
    "libDir": os.path.join(sys.base_prefix, "libs") if windows else var("LIBDIR"),
    "frameworkPrefix": var("PYTHONFRAMEWORKPREFIX") or None,
    "buildFlags": flags,
    "relocatable": bool(var("PYTHON_BUILD_STANDALONE")) or "--prefix=/install" in (var("CONFIG_ARGS") or "")
        or os.path.realpath(built_for) != os.path.realpath(sys.base_prefix),
    "basePrefix": sys.base_prefix,
    "baseExecutable": base,
    "prefix": sys.prefix,
    "sitePackages": sysconfig.get_path("purelib"),
}))
`;

/**
 * What the interpreter at the absolute path `executable` says of itself.
 *
 * @throws Pyo3Error `environment-broken` when it does not run, with what it printed.
 */
export async function inspectInterpreter(
  executable: string,
  context: InspectionContext,
): Promise<Interpreter> {
  // -I: neither PYTHON* variables nor a sysconfig.py in the current folder may answer.
  const result = await context.run(
    {
      program: executable,
      args: ['-I', '-c', inspectionScript],
      cwd: context.cwd,
      env: context.env,
    },
    { output: 'capture' },
  );
  const facts = result.exitCode === 0 ? parseInterpreter(result.stdout) : undefined;
  if (facts !== undefined) return facts;
  throw new Pyo3Error({
    code: 'environment-broken',
    message: `The Python interpreter ${executable} does not run: ${lastLine(result.stderr) ?? `it ended with exit code ${result.exitCode}`}.`,
    hint: 'Choose a Python 3 that works with the option `interpreter`, or repair this one.',
  });
}

interface InspectionFacts extends Omit<Interpreter, 'libDir' | 'frameworkPrefix'> {
  readonly libDir: string | null;
  readonly frameworkPrefix: string | null;
}

/** What `inspectionScript` has printed; `undefined` when it did not run. */
export function parseInterpreter(stdout: string): Interpreter | undefined {
  // A sitecustomize or .pth file may print before us.
  const line = lastLine(stdout) ?? '';
  if (!line.startsWith('{')) return undefined;
  const { libDir, frameworkPrefix, ...facts } = JSON.parse(line) as InspectionFacts;
  return {
    ...facts,
    ...(libDir === null ? {} : { libDir }),
    ...(frameworkPrefix === null ? {} : { frameworkPrefix }),
  };
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split(/\r?\n/).at(-1) || undefined;
}

/**
 * What the Python of an environment says of itself, asked once for as long as the environment and the
 * Python that it was made from are the same files: starting one takes longer than all the rest of a task
 * that has nothing to do.
 *
 * @param folder see `pluginDataFolder`.
 */
export async function rememberedInterpreter(
  folder: string,
  candidate: Candidate & { readonly python: string },
  inspect: () => Promise<Interpreter>,
): Promise<Interpreter> {
  const cache = openAnswerCache(join(folder, 'interpreters.json'));
  const known = cache.known(candidate.python, questions);
  if (known !== undefined) return known as Interpreter;
  const since = Date.now();
  const value = await inspect();
  cache.learn(candidate.python, questions, { value, files: filesBehind(candidate) }, since);
  cache.save();
  return value;
}

const questions = createHash('sha256').update(inspectionScript).digest('hex').slice(0, 16);
