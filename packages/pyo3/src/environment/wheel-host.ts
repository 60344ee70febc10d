/**
 * What this machine can build wheels with: the cache keys of wheels and the tasks that build them ask
 * the same questions, so that a task that was skipped here is never taken for one of another machine.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { safely } from '../files/disk.ts';
import type { Ask } from '../process/ask.ts';
import { findProgram, findProgramIn, variable } from '../process/find-program.ts';
import { hostLibc } from './host-libc.ts';
import { programFolder } from './virtual-environment.ts';

/** A machine, as far as it decides which wheels can be built; plain data for `wheelMeans`. */
export interface WheelHost {
  readonly os: NodeJS.Platform;
  /** As tags name it: `x86_64`, `aarch64` … */
  readonly arch: string;
  /** Only of Linux; the version is that of glibc. */
  readonly libc?: { readonly name: 'glibc' | 'musl'; readonly version?: readonly [number, number] };
  /** The version of zig that maturin would use. */
  readonly zig?: string;
  /** Rust targets whose standard library is installed. */
  readonly triples: readonly string[];
}

export interface WheelHostRequest {
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the Python environment, if there is one. */
  readonly prefix?: string;
  /** Starts programs in the project's folder or in the workspace root. */
  readonly ask: Ask;
}

/** Looks at the machine; starts rustc, and zig where it is a program of its own. */
export function wheelHost({ env, prefix, ask }: WheelHostRequest): WheelHost {
  const zig = zigVersion(env, prefix, ask);
  return {
    ...thisMachine(),
    ...(zig === undefined ? {} : { zig }),
    triples: installedTriples(env, ask),
  };
}

/** What of it is the same for every tool. */
export function thisMachine(): Pick<WheelHost, 'os' | 'arch' | 'libc'> {
  const libc = hostLibc();
  return {
    os: process.platform,
    arch: archNames[process.arch] ?? process.arch,
    ...(libc === undefined ? {} : { libc }),
  };
}

const archNames: Readonly<Partial<Record<NodeJS.Architecture, string>>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  ia32: 'i686',
  arm: 'armv7l',
  ppc64: 'ppc64le',
};

/** cargo-zigbuild's order: `zig` of the PATH, then the module `ziglang` of the environment's Python. */
function zigVersion(
  env: Readonly<Record<string, string>>,
  prefix: string | undefined,
  ask: Ask,
): string | undefined {
  const folders = prefix === undefined ? [] : [programFolder(prefix)];
  const program = findProgramIn('zig', folders, env) ?? findProgram('zig', env);
  if (program !== undefined) return ask(program, ['version'])?.trim();
  return prefix === undefined ? undefined : versionOfZiglang(prefix);
}

/** By the name of its dist-info: its program is slow to start. */
function versionOfZiglang(prefix: string): string | undefined {
  const windows = join(prefix, 'Lib');
  const lib = join(prefix, 'lib');
  const pythons = namesIn(lib).filter((name) => name.startsWith('python'));
  const folders = [windows, ...pythons.map((name) => join(lib, name))];
  return folders
    .flatMap((folder) => namesIn(join(folder, 'site-packages')))
    .map((name) => /^ziglang-(.+)\.dist-info$/.exec(name)?.[1])
    .find((version) => version !== undefined);
}

function installedTriples(env: Readonly<Record<string, string>>, ask: Ask): readonly string[] {
  const rustc = findProgram(variable(env, 'RUSTC') ?? 'rustc', env);
  const sysroot = rustc === undefined ? undefined : ask(rustc, ['--print', 'sysroot'])?.trim();
  if (sysroot === undefined) return [];
  const rustlib = join(sysroot, 'lib', 'rustlib');
  return namesIn(rustlib)
    .filter((name) => existsSync(join(rustlib, name, 'lib')))
    .sort();
}

function namesIn(folder: string): readonly string[] {
  return safely(() => readdirSync(folder), []);
}
