/**
 * Which version of a program there is, without starting it: hashing starts no compiler and no linter,
 * and a shim of a version manager would start what a file of the repository names.
 */
import { closeSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import type { AnswerCache } from '../environment/answer-cache.ts';
import { readOptional, safely } from '../files/disk.ts';
import { digestOf } from '../files/file-digest.ts';
import { findProgramIn, variable } from '../process/find-program.ts';
import { distributionsIn, sitePackages } from './installed.ts';
import { digest } from './variables.ts';

type Env = Readonly<Record<string, string>>;

/**
 * Identifies the program at an absolute path; no path is in the result.
 *
 * - A binary is known by its content.
 * - A script of pip, pipx or npm only starts what lies beside it, so the distributions of its
 *   environment, or the package.json of its package, count as well.
 * - A shim of pyenv, asdf or mise chooses a version at each start, so all versions that it could choose
 *   count, and the files and variables by which it chooses.
 *
 * @param root absolute path of the workspace root.
 */
export function programIdentity(
  program: string,
  root: string,
  env: Env,
  cache: AnswerCache,
): string {
  const real = safely(() => realpathSync(program), program);
  const content = cache.answer(`content ${program}`, '', isText, () => ({
    value: digestOf(real) ?? null,
    files: [program, real],
  }));
  const parts = isShim(program)
    ? versionsOf(program, root, env)
    : isScript(real)
      ? besideScript(real)
      : [];
  // A script that an installer wrote has a path of this machine in its first line.
  return parts.length > 0 ? digest(JSON.stringify(parts)) : (content ?? 'unreadable');
}

/** All programs of the PATH that have this name: a wrapper such as ccache starts the next one. */
export function programsNamed(name: string, env: Env): readonly string[] {
  if (isAbsolute(name)) return [name];
  return (variable(env, 'PATH') ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => findProgramIn(name, [folder], env) ?? []);
}

/** `/usr/bin/cc` of macOS starts the compiler of the developer folder that xcode-select has chosen. */
export function compilersOfXcode(env: Env): readonly string[] {
  const chosen = safely(() => realpathSync('/var/db/xcode_select_link'), undefined);
  const folders = [
    variable(env, 'DEVELOPER_DIR') ?? chosen ?? '/Applications/Xcode.app/Contents/Developer',
    '/Library/Developer/CommandLineTools',
  ];
  return folders.flatMap((folder) => [
    join(folder, 'usr/bin/clang'),
    join(folder, 'Toolchains/XcodeDefault.xctoolchain/usr/bin/clang'),
  ]);
}

function isShim(program: string): boolean {
  return /[/\\]shims[/\\][^/\\]+$/.test(program);
}

function isScript(file: string): boolean {
  return safely(() => {
    const handle = openSync(file, 'r');
    try {
      const start = Buffer.alloc(2);
      readSync(handle, start, 0, 2, 0);
      return start.toString('latin1') === '#!';
    } finally {
      closeSync(handle);
    }
  }, false);
}

function besideScript(script: string): readonly string[] {
  const installed = sitePackages(dirname(dirname(script))).flatMap(distributionsIn);
  const folders = [dirname(script), dirname(dirname(script))];
  const manifests = folders.flatMap((folder) => readOptional(join(folder, 'package.json')) ?? []);
  return [...installed.sort(), ...manifests];
}

/** pyenv keeps `versions/3.12.1`; asdf and mise keep `installs/ruff/0.9.0`. */
function versionsOf(shim: string, root: string, env: Env): readonly string[] {
  const home = dirname(dirname(shim));
  const name = basename(shim).split('.', 1)[0] ?? '';
  const prefixes = [
    ...childrenOf(join(home, 'versions')),
    ...childrenOf(join(home, 'installs')).flatMap(childrenOf),
  ];
  const versions = prefixes.map((prefix) =>
    JSON.stringify([
      basename(dirname(prefix)),
      basename(prefix),
      ...sitePackages(prefix)
        .flatMap(distributionsIn)
        .filter((distribution) => distribution.startsWith(`${name}-`)),
    ]),
  );
  const chosenBy = [
    ...enclosing(root).flatMap((folder) => selectors.map((file) => join(folder, file))),
    ...selectors.map((file) => join(homedir(), file)),
    join(homedir(), '.config', 'mise', 'config.toml'),
    join(home, 'version'),
  ];
  const variables = Object.entries(env).filter(([key]) =>
    /^(PYENV_VERSION|ASDF_\w*VERSION|MISE_\w+)$/.test(key),
  );
  const texts = chosenBy.map((file) => readOptional(file) ?? '');
  return [...versions, digest(JSON.stringify([texts, variables.sort()]))];
}

const selectors = [
  '.python-version',
  '.tool-versions',
  'mise.toml',
  '.mise.toml',
  'mise.local.toml',
];

function enclosing(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...enclosing(parent)];
}

function childrenOf(folder: string): readonly string[] {
  return safely(() => readdirSync(folder).sort(), []).map((name) => join(folder, name));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
