/**
 * N PyO3 libraries that share a crate, in one cargo workspace and one uv workspace: twice, since the
 * plugin and its peers would undo each other's work in one folder.
 */
import { execa } from 'execa';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

export interface Repository {
  readonly root: string;
  readonly names: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export const sharedSource = 'crates/shared/src/lib.rs';
export const sourceOf = (name: string): string => `libs/${name}/src/lib.rs`;

/** Without Nx; cargo's and uv's locks are made. */
export async function writeRepository(root: string, count: number): Promise<Repository> {
  const names = Array.from({ length: count }, (_, index) => `lib${String(index)}`);
  const files: Readonly<Record<string, string>> = {
    'Cargo.toml':
      '[workspace]\nresolver = "3"\nmembers = ["crates/*", "libs/*"]\n' +
      '[profile.uv]\ninherits = "dev"\n',
    '.gitignore': 'node_modules\n.nx\n.venv\n.nx-pyo3\ntarget\n__pycache__\n*.so\n*.pyd\n',
    'package.json': '{ "private": true }\n',
    'nx.json': '{ "plugins": ["pyo3"], "neverConnectToCloud": true }\n',
    'pyproject.toml': rootProject(names),
    'crates/shared/Cargo.toml': crate('shared'),
    [sharedSource]: sharedText(0),
    ...Object.assign({}, ...names.map(library)),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  await execa('cargo', ['generate-lockfile', '--quiet'], { cwd: root });
  await execa('uv', ['lock', '--quiet'], { cwd: root });
  await execa('git', ['init', '--quiet'], { cwd: root });
  return { root, names, env: environmentOf(root) };
}

export async function copyRepository({ root, names }: Repository, to: string): Promise<Repository> {
  await cp(root, to, { recursive: true, verbatimSymlinks: true });
  return { root: to, names, env: environmentOf(to) };
}

/** An environment with maturin and nothing else. */
export async function makeEnvironment({ root, env }: Repository): Promise<void> {
  await rm(join(root, '.venv'), { recursive: true, force: true });
  const uv = (...args: readonly string[]) =>
    execa('uv', args, { cwd: root, env, extendEnv: false });
  await uv('venv', '--quiet', '--seed');
  await uv('pip', 'install', '--quiet', 'maturin');
}

export async function edit({ root }: Repository, file: string, value: number): Promise<void> {
  const text = file === sharedSource ? sharedText(value) : libraryText(value);
  await writeFile(join(root, file), text);
}

function environmentOf(root: string): Readonly<Record<string, string>> {
  const foreign = /^(NX|PYO3|MATURIN|CARGO_TARGET|VIRTUAL_ENV|npm)_?|^FORCE_COLOR$/;
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !foreign.test(entry[0]),
  );
  const { PATH = '', ...others } = Object.fromEntries(inherited);
  const programs = process.platform === 'win32' ? 'Scripts' : 'bin';
  return {
    ...others,
    PATH: [join(root, '.venv', programs), PATH].join(delimiter),
    VIRTUAL_ENV: join(root, '.venv'),
    NX_CACHE_DIRECTORY: join(root, '.nx', 'cache'),
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'true',
  };
}

function rootProject(names: readonly string[]): string {
  const sources = names.map((name) => `${name} = { workspace = true }\n`);
  return `[project]
name = "libraries-workspace"
version = "0.0.0"
requires-python = ">=3.9"
dependencies = [${names.map((name) => `"${name}"`).join(', ')}]
[tool.uv]
package = false
[tool.uv.workspace]
members = ["libs/*"]
[tool.uv.sources]
${sources.join('')}`;
}

function crate(name: string, more = ''): string {
  return `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n${more}`;
}

function sharedText(value: number): string {
  return `pub fn added() -> i64 {\n    ${String(value)}\n}\n`;
}

function libraryText(value: number): string {
  return `use pyo3::prelude::*;

#[pymodule]
mod native {
    use super::*;

    #[pyfunction]
    fn value(n: i64) -> i64 {
        n + shared::added() + ${String(value)}
    }
}
`;
}

function library(name: string): Readonly<Record<string, string>> {
  return {
    [`libs/${name}/Cargo.toml`]: crate(
      name,
      `[lib]
name = "${name}_native"
crate-type = ["cdylib"]
[dependencies]
pyo3 = "0.30"
shared = { path = "../../crates/shared" }
`,
    ),
    [`libs/${name}/pyproject.toml`]: `[build-system]
requires = ["maturin>=1.9,<2"]
build-backend = "maturin"
[project]
name = "${name}"
version = "0.1.0"
requires-python = ">=3.9"
[tool.maturin]
module-name = "${name}.native"
python-source = "python"
editable-profile = "uv"
[tool.uv]
cache-keys = [{ file = "pyproject.toml" }, { file = "Cargo.toml" }, { file = "src/**/*.rs" }, { file = "../../crates/shared/src/**/*.rs" }]
`,
    [`libs/${name}/python/${name}/__init__.py`]:
      'from .native import value\n\n__all__ = ["value"]\n',
    [sourceOf(name)]: libraryText(0),
  };
}
