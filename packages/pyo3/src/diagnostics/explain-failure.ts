import { initSymbolHint, initSymbolMessage } from './init-symbol.ts';
import { Pyo3Error, type ErrorCode } from './pyo3-error.ts';

interface Explanation {
  /** What the tool prints; groups are used by `message` and `hint` as `$1`, `$2`. */
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/**
 * What is behind a tool's output, with the cure; `undefined` when the output speaks for itself
 * (a compiler's error, a failed test). The first known message in the order of this table wins.
 *
 * `output` is text as `RunResult` has it after `tee` or `capture`, colours included.
 */
export function explainFailure(output: string): Pyo3Error | undefined {
  const plain = output.slice(-explained).replaceAll(colour, '');
  for (const { pattern, code, message, hint } of explanations) {
    const found = pattern.exec(plain);
    if (found === null) continue;
    const fill = (text: string) =>
      text.replaceAll(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '');
    return new Pyo3Error({ code, message: fill(message), hint: fill(hint) });
  }
  return undefined;
}

/** What a tool says last says why it failed. `tee` keeps as much of both streams together. */
const explained = 128 * 1024;

const colour = /\u001B\[[0-9;]*m/g;

const linkerHint: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Install it with `xcode-select --install`.',
  win32:
    'Install the "Desktop development with C++" workload of the Visual Studio Build Tools: https://visualstudio.microsoft.com/visual-cpp-build-tools/',
};

const explanations: readonly Explanation[] = [
  {
    pattern: /error: linker [`'](\S+)[`'] not found/,
    code: 'linker-missing',
    message: 'Rust needs the linker $1, and it is not installed.',
    hint:
      linkerHint[process.platform] ??
      'Install a C compiler, for example `sudo apt install build-essential` or `sudo dnf install gcc`.',
  },
  {
    // maturin, then Python itself.
    pattern:
      /(?:Couldn't find the symbol `?|dynamic module does not define module export function \()(PyInit_(\w+))/,
    code: 'init-symbol-missing',
    message: initSymbolMessage('the extension', '$1'),
    hint: initSymbolHint('$2'),
  },
  {
    pattern:
      /undefined symbol: _?Py\w*|undefined reference to [`']_?Py\w*|^[ \t]+"_Py\w*", referenced from|unresolved external symbol \S{0,300}?Py\w*/m,
    code: 'command-failed',
    message: 'A Rust program was linked without Python, although it calls it.',
    hint: 'Remove the feature `extension-module` of pyo3 from Cargo.toml, also in other members of the cargo workspace: since pyo3 0.26 maturin sets PYO3_BUILD_EXTENSION_MODULE instead. To keep it for an older pyo3, make it optional, `[features] extension-module = ["pyo3/extension-module"]`, and name it in `[tool.maturin] features`.',
  },
  {
    pattern:
      /error while loading shared libraries: (libpython[\w.]+)|Library not loaded: (?:\S{0,1024}\/)?(libpython[\w.]+|Python3?)$/m,
    code: 'environment-broken',
    message: 'A Rust program cannot find $1$2, the Python that it was linked with.',
    hint: 'Run it with `nx run <project>:cargo-test`, which names the folder; a Python without a shared library has to be installed again with one.',
  },
  {
    pattern: /No module named 'encodings'/,
    code: 'environment-broken',
    message: "Python's standard library is not found from within a Rust program.",
    hint: 'Set PYTHONHOME to the value of `python -c "import sys; print(sys.base_prefix)"` in the option `env`.',
  },
  {
    pattern:
      /the configured Python (?:interpreter )?version \(([\d.]+)\) is lower than PyO3's minimum supported version \(([\d.]+)\)/,
    code: 'interpreter-unsupported',
    message: 'Python $1 is older than $2, the oldest that this version of pyo3 supports.',
    hint: 'Make an environment with a newer Python: `uv venv --python $2`.',
  },
  {
    pattern:
      /the configured Python (?:interpreter )?version \(([\d.]+)\) is newer than PyO3's maximum supported version \(([\d.]+)\)/,
    code: 'interpreter-unsupported',
    message: 'Python $1 is newer than $2, the newest that this version of pyo3 supports.',
    hint: 'Raise the version of pyo3 in Cargo.toml, or make an environment with `uv venv --python $2`.',
  },
  {
    pattern: /unrecognized subcommand 'generate-stubs'/,
    code: 'tool-too-old',
    message: 'This maturin cannot generate stubs.',
    hint: 'maturin 1.13 and newer can: `uv add --dev "maturin>=1.13"`, or with pip: `python -m pip install --upgrade maturin` in the virtual environment.',
  },
  {
    pattern: /Failed to introspect the built libraries/,
    code: 'command-failed',
    message: 'The extension does not describe itself, so no stubs can be made from it.',
    hint: 'It does by the feature `experimental-inspect` of pyo3 0.28 or newer, unless its symbols are stripped: `strip` belongs into [profile.release] of Cargo.toml, and not into [tool.maturin].',
  },
  {
    pattern: /rustc ([\d.]+)(?![\d.])\S{0,100} is not supported by the following packages?:\s+(.+)/,
    code: 'tool-too-old',
    message: 'Rust $1 is too old: $2.',
    hint: 'Update it with `rustup update`.',
  },
  {
    pattern: /'(cargo-(clippy|fmt)(?:\.exe)?)' is not installed for the toolchain/,
    code: 'tool-missing',
    message: '$1 is needed, and this toolchain does not have it.',
    hint: 'Add it with `rustup component add clippy rustfmt`.',
  },
  {
    pattern: /error: toolchain '([^']+)' is not installed/,
    code: 'tool-missing',
    message: 'The Rust toolchain $1 is needed, and it is not installed.',
    hint: 'Install it with `rustup toolchain install $1`.',
  },
  {
    pattern: /Failed to find pip|No module named pip$/m,
    code: 'tool-missing',
    message: 'The virtual environment has no pip, and uv is not on the PATH.',
    hint: 'Install uv, or add pip with `python -m ensurepip` in the environment.',
  },
  {
    pattern: /No module named (pytest|mypy|ruff|maturin|build)$/m,
    code: 'tool-missing',
    message: '$1 is needed, and it is not installed in the environment.',
    hint: 'Add it with `uv add --dev $1`, or with pip: `python -m pip install $1` in the virtual environment.',
  },
  {
    pattern: /ensurepip is not\s+available/,
    code: 'environment-broken',
    message: 'This Python cannot make virtual environments: its module ensurepip is missing.',
    hint: 'Install it (`sudo apt install python3-venv`), or install uv.',
  },
  {
    pattern: /No interpreter found for (Python \S+)/,
    code: 'interpreter-missing',
    message: '$1 is needed, and it is not installed.',
    hint: 'Install it, for example with `uv python install`, or change `requires-python`.',
  },
  {
    pattern: /Both VIRTUAL_ENV and CONDA_PREFIX are set/,
    code: 'environment-broken',
    message: 'A virtual environment and a conda environment are active at once.',
    hint: 'Type `conda deactivate`, and run this again.',
  },
  {
    pattern: /could not overwrite the installed extension module because it is in use/,
    code: 'command-failed',
    message: 'A running Python has the extension open, so it cannot be replaced.',
    hint: 'End the Python processes of this environment, and run this again.',
  },
  {
    pattern: /No space left on device|os error 28\b/,
    code: 'file-unwritable',
    message: 'The disk is full.',
    hint: 'Make room on it, for example with `cargo clean`, and run this again.',
  },
  {
    pattern: /Read-only file system|os error 30\b/,
    code: 'file-unwritable',
    message: 'The environment or a folder of the project is on a read-only disk.',
    hint: 'Use an environment on a disk that can be written, for example with the option `interpreter`.',
  },
  {
    pattern:
      /externally[- ]managed|site-packages[^\n]{0,300}Permission denied|Permission denied[^\n]{0,300}site-packages/,
    code: 'file-unwritable',
    message: 'Nothing can be installed into this environment: it is not yours to write to.',
    hint: 'Check whom its folder belongs to; an environment of the system is not for projects: make one with `uv venv`.',
  },
  {
    pattern:
      /Could not connect to server|Could(?:n't| not) resolve host|failed to resolve address|error sending request for url|dns error|Failed to establish a new connection|NewConnectionError|Temporary failure in name resolution|spurious network error|network was disabled|you're using offline mode/i,
    code: 'network',
    message: 'Something has to be downloaded, and its server cannot be reached.',
    hint: 'Check the network and the proxy (HTTPS_PROXY); what was downloaded once is used offline afterwards.',
  },
];
