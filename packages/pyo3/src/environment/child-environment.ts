import { posix, win32 } from 'node:path';
import type { PythonEnvironment } from './python-environment.ts';
import { isSecretVariable } from './secret-variables.ts';
import { variables, type Variables } from './variables.ts';

/**
 * - `extension`: compiles an extension (maturin, `cargo build --lib`);
 * - `cargo`: any other cargo command (clippy, fmt, doc);
 * - `cargo-test`: runs Rust programs that embed Python;
 * - `python`: pytest, mypy, ruff, uv, pip.
 */
export type Purpose = 'extension' | 'cargo' | 'cargo-test' | 'python';

export interface ChildEnvironmentRequest {
  /** `process.env`, or a part of it. */
  readonly base: Readonly<Record<string, string | undefined>>;
  readonly environment?: PythonEnvironment;
  readonly purpose: Purpose;
  /** Absolute path, see `ensurePyo3ConfigFile`; not for builds for other interpreters. */
  readonly pyo3ConfigFile?: string;
  /** The executor's option `env`: it wins over everything here. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Ask tools for colours although their output is a pipe. */
  readonly forceColor?: boolean;
  readonly platform?: NodeJS.Platform;
}

export interface ChildEnvironment {
  readonly env: Record<string, string>;
  /** Names of variables that were set and that the child does not see, sorted; for `--verbose`. */
  readonly dropped: readonly string[];
}

/**
 * The environment of one child process. All children of the plugin agree on the variables that
 * pyo3's build script reads, because it compiles pyo3 again whenever one of them changes. None sees the
 * secrets of Nx and of publishing, see `isSecretVariable`.
 */
export function childEnvironment(request: ChildEnvironmentRequest): ChildEnvironment {
  const { base, environment, purpose, extra = {}, platform = process.platform } = request;
  const env = variables(base, platform);
  const set = new Set(env.names());
  for (const name of misleading(request, env)) env.delete(name);
  for (const name of env.names().filter(isSecretVariable)) env.delete(name);
  if (environment !== undefined) activate(env, environment, platform);
  if (request.pyo3ConfigFile !== undefined && !userDescribesPython(env)) {
    env.set('PYO3_CONFIG_FILE', request.pyo3ConfigFile);
  }
  if (purpose === 'extension') env.set('PYO3_BUILD_EXTENSION_MODULE', '1');
  if (purpose === 'cargo-test' && environment !== undefined) embed(env, environment, platform);
  if (request.forceColor) forceColor(env);
  for (const [name, value] of Object.entries(extra)) env.set(name, value);
  const dropped = [...set].filter((name) => !env.has(name)).sort();
  return { env: env.toRecord(), dropped };
}

/** Variables that make a tool act on another Python than `environment`. */
function misleading(request: ChildEnvironmentRequest, env: Variables): readonly string[] {
  const kind = request.environment?.kind;
  return [
    'PYTHONHOME',
    'PYTHONPATH',
    '__PYVENV_LAUNCHER__',
    'UV_PYTHON',
    // It would make `cargo test` link without libpython; what needs it sets it again.
    'PYO3_BUILD_EXTENSION_MODULE',
    // maturin refuses to choose between VIRTUAL_ENV and CONDA_PREFIX.
    ...(kind === 'venv' || kind === 'system' ? ['CONDA_PREFIX'] : []),
    ...(kind === 'conda' || kind === 'system' ? ['VIRTUAL_ENV'] : []),
    ...(request.pyo3ConfigFile === undefined || userDescribesPython(env) ? [] : ['PYO3_PYTHON']),
  ];
}

/** The user compiles for a Python that is not this environment's (pyo3's guide, "Cross compiling"). */
function userDescribesPython(env: Variables): boolean {
  return [
    'PYO3_CONFIG_FILE',
    'PYO3_CROSS',
    'PYO3_CROSS_LIB_DIR',
    'PYO3_CROSS_PYTHON_VERSION',
    'PYO3_NO_PYTHON',
  ].some((name) => env.get(name));
}

function activate(env: Variables, environment: PythonEnvironment, platform: string): void {
  const { kind, prefix } = environment;
  if (prefix === undefined) return;
  env.set(kind === 'conda' ? 'CONDA_PREFIX' : 'VIRTUAL_ENV', prefix);
  const path = platform === 'win32' ? win32 : posix;
  const programs = path.join(prefix, platform === 'win32' ? 'Scripts' : 'bin');
  const own = platform === 'win32' && kind === 'conda' ? [prefix, programs] : [programs];
  env.prepend('PATH', own);
}

/** What a Rust program needs to start the Python that it was linked with. */
function embed(env: Variables, environment: PythonEnvironment, platform: string): void {
  const { interpreter } = environment;
  if (interpreter.shared) prependLibraryFolder(env, environment, platform);
  // python-build-standalone looks for its library in /install, where it was built for.
  if (interpreter.relocatable) env.set('PYTHONHOME', interpreter.basePrefix);
  // On Linux libpython takes `python3` of the PATH for its own, and so finds the environment with
  // its `.pth` files; elsewhere it may look beside the program.
  if (platform === 'win32' || platform === 'darwin') {
    env.set('PYTHONPATH', interpreter.sitePackages);
  }
}

function prependLibraryFolder(
  env: Variables,
  { interpreter }: PythonEnvironment,
  platform: string,
): void {
  if (platform === 'win32') {
    env.prepend('PATH', [interpreter.basePrefix]);
    return;
  }
  if (interpreter.libDir === undefined) return;
  if (platform !== 'darwin') {
    env.prepend('LD_LIBRARY_PATH', [interpreter.libDir]);
    return;
  }
  const name = 'DYLD_FALLBACK_LIBRARY_PATH';
  // Setting it replaces dyld's default (man dyld), which other libraries may be found by.
  if (!env.get(name)) {
    const home = env.get('HOME');
    env.set(name, [...(home ? [`${home}/lib`] : []), '/usr/local/lib', '/usr/lib'].join(':'));
  }
  env.prepend(name, [interpreter.libDir]);
}

/** Each tool has a variable of its own; what the user has set already is respected. */
function forceColor(env: Variables): void {
  if (env.get('NO_COLOR')) return;
  const wanted = {
    CARGO_TERM_COLOR: 'always',
    FORCE_COLOR: '1',
    CLICOLOR_FORCE: '1',
    PY_COLORS: '1',
    MYPY_FORCE_COLOR: '1',
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (env.get(name) === undefined) env.set(name, value);
  }
}
