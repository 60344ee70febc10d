import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { readOptional, safely } from '../files/disk.ts';
import { findProgram, variable } from '../process/find-program.ts';
import type { Runner } from '../process/run.ts';
import { toolMissing } from '../process/tool-missing.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { compareReleases } from '../python/version.ts';
import { isTable, parseTomlDocument } from '../toml/parse.ts';
import { findCargo } from './tools.ts';

export interface RustCheck {
  /** Absolute; rustup chooses a toolchain by the folder. */
  readonly workspaceRoot: AbsolutePath;
  readonly run: Runner;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * That cargo and rustc run, and that rustc is not older than the crate's `rust-version`, or than
 * pyo3's own, which is read from cargo's copy of it once there is one.
 *
 * @throws Pyo3Error `tool-missing`, `tool-too-old`, `command-failed`.
 */
export async function checkRust(crate: Crate, check: RustCheck): Promise<void> {
  const { run, env, workspaceRoot } = check;
  findCargo(env);
  const cwd = join(workspaceRoot, crate.root);
  const program = findProgram('rustc', env);
  if (program === undefined) throw toolMissing('rustc');
  const result = await run({ program, args: ['--version'], cwd, env }, capture);
  const version = /^rustc (\d+\.\d+\.\d+)/.exec(result.stdout)?.[1];
  if (version === undefined) throw rustcBroken(result.stderr);

  requireRust(version, crate.rustVersion, `the crate ${crate.name}`, crate.manifestPath);
  const pyo3 = crate.pyo3Requirement === undefined ? undefined : pyo3InUse(crate, check);
  if (pyo3 !== undefined) {
    requireRust(version, pyo3.rustVersion, `pyo3 ${pyo3.version}`, crate.manifestPath);
  }
}

const capture = { output: 'capture' } as const;

function requireRust(
  actual: string,
  required: string | undefined,
  who: string,
  manifest: string,
): void {
  if (required === undefined || compareReleases(numbers(actual), numbers(required)) >= 0) return;
  throw new Pyo3Error({
    code: 'tool-too-old',
    message: `Rust ${actual} is older than ${required}, which ${who} needs.`,
    location: { file: manifest },
    hint: 'Update it with `rustup update`; a rust-toolchain.toml above the crate may hold it back.',
  });
}

function rustcBroken(stderr: string): Pyo3Error {
  return new Pyo3Error({
    code: 'command-failed',
    message: `rustc does not run: ${stderr.trim().split(/\r?\n/)[0] || 'it printed no version'}.`,
    hint: 'Repair it with `rustup default stable`, or install the toolchain that rust-toolchain.toml names.',
  });
}

/** `rust-version` of the pyo3 that Cargo.lock chose, if cargo has unpacked it already. */
function pyo3InUse(
  crate: Crate,
  { workspaceRoot, env }: RustCheck,
): { readonly version: string; readonly rustVersion: string | undefined } | undefined {
  const lock = readOptional(join(workspaceRoot, crate.cargoRoot, 'Cargo.lock'));
  const version = /\[\[package\]\]\r?\nname = "pyo3"\r?\nversion = "([^"]+)"/.exec(lock ?? '')?.[1];
  if (version === undefined) return undefined;
  const registry = join(cargoHome(env), 'registry', 'src');
  for (const index of safely(() => readdirSync(registry), [])) {
    const file = join(registry, index, `pyo3-${version}`, 'Cargo.toml');
    const text = readOptional(file);
    if (text === undefined) continue;
    const table = parseTomlDocument(text, file)['package'];
    const rustVersion = isTable(table) ? table['rust-version'] : undefined;
    return { version, rustVersion: typeof rustVersion === 'string' ? rustVersion : undefined };
  }
  return undefined;
}

/** Cargo reference, "Cargo Home". */
function cargoHome(env: Readonly<Record<string, string>>): string {
  return variable(env, 'CARGO_HOME') ?? join(homedir(), '.cargo');
}

function numbers(version: string): number[] {
  return version.split(/[.+-]/, 3).map(Number);
}
