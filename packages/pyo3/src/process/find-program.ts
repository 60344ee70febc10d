import { accessSync, constants, statSync } from 'node:fs';
import { basename, delimiter, isAbsolute, join } from 'node:path';

/** The value of a variable; Windows spells its names in any case (`Path`). */
export function variable(env: Readonly<Record<string, string>>, name: string): string | undefined {
  if (process.platform !== 'win32') return env[name];
  const upper = name.toUpperCase();
  return Object.entries(env).find(([key]) => key.toUpperCase() === upper)?.[1];
}

/**
 * Absolute path of the program that `name` means on the PATH of `env`, without starting it. Entries
 * that are not absolute, such as `.` or `node_modules/.bin`, do not count: what they mean depends on
 * the current folder, which may be a repository's.
 */
export function findProgram(
  name: string,
  env: Readonly<Record<string, string>>,
): string | undefined {
  const folders = (variable(env, 'PATH') ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder));
  return findProgramIn(name, folders, env);
}

/** The same in given folders, of which the first that has it wins. */
export function findProgramIn(
  name: string,
  folders: readonly string[],
  env: Readonly<Record<string, string>>,
): string | undefined {
  if (name !== basename(name)) return undefined;
  const suffixes =
    process.platform === 'win32' ? (variable(env, 'PATHEXT') ?? '.EXE;.CMD;.BAT').split(';') : [''];
  for (const folder of folders) {
    const found = suffixes.map((suffix) => join(folder, name + suffix)).find(isProgram);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
