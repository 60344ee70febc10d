import { basename } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

const rustHint =
  process.platform === 'win32'
    ? 'Install Rust with `winget install Rustlang.Rustup`, then open a new terminal.'
    : "Install Rust with `curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh`, then open a new terminal.";

const hints: Readonly<Record<string, string>> = {
  cargo: rustHint,
  rustc: rustHint,
  'cargo-clippy': 'Add it with `rustup component add clippy`.',
  'cargo-nextest':
    'Install it with `cargo install --locked cargo-nextest`, or as a program: https://nexte.st/docs/installation/',
  'cargo-llvm-cov':
    'Install it with `cargo install --locked cargo-llvm-cov`, and add `rustup component add llvm-tools`.',
  rustfmt: 'Add it with `rustup component add rustfmt`.',
  python: pythonHint(),
  python3: pythonHint(),
  py: pythonHint(),
  uv: 'Install uv: https://docs.astral.sh/uv/getting-started/installation/',
  maturin: developmentTool('maturin'),
  pytest: developmentTool('pytest'),
  ruff: developmentTool('ruff'),
  mypy: developmentTool('mypy'),
  pyright: developmentTool('pyright'),
};

/** The error for a program that does not exist, with the way to get it. */
export function toolMissing(program: string, cause?: unknown): Pyo3Error {
  const name = basename(program).replace(/\.(exe|cmd|bat)$/i, '');
  const byPath = program !== basename(program);
  return new Pyo3Error({
    code: 'tool-missing',
    message: byPath
      ? `The program ${program} does not exist.`
      : `${name} is needed, and it is not installed.`,
    hint:
      (Object.hasOwn(hints, name) ? hints[name] : undefined) ??
      `Install ${name} and make sure that it is on the PATH.`,
    ...(cause === undefined ? {} : { cause }),
  });
}

function developmentTool(name: string): string {
  return `Add it with \`uv add --dev ${name}\`, or with pip: \`python -m pip install ${name}\` in the virtual environment.`;
}

function pythonHint(): string {
  return 'Install Python (https://www.python.org/downloads/), or uv, which brings its own.';
}
