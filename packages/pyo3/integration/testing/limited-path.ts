import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { childVariables } from './child-variables.ts';
import { runFolder } from './workspace.ts';

/** A folder with links to some programs of the PATH, to be a PATH that has nothing else. */
export async function pathWith(name: string, programs: readonly string[]): Promise<string> {
  const folder = join(runFolder(), name);
  mkdirSync(folder, { recursive: true });
  for (const program of programs) {
    const { stdout } = await execa('which', [program]);
    if (!existsSync(join(folder, program))) symlinkSync(stdout, join(folder, program));
  }
  return [dirname(process.execPath), folder].join(delimiter);
}

/** The PATH of the tests without the folders that have a program; what else is needed is linked. */
export async function pathWithout(program: string): Promise<string> {
  const kept = (childVariables(process.env, {})['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !existsSync(join(folder, program)));
  const needed = ['cargo', 'rustc', 'git', 'cc'];
  return [await pathWith(`without-${program}`, needed), ...kept].join(delimiter);
}
