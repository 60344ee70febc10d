import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Edit } from './mutation.ts';

/** What is done to the machine is done by each user of the table in a way of its own. */
export interface Machine {
  readonly setVariable: (name: string, value: string) => void;
  readonly useOtherRustc: () => void;
  readonly useOtherPython: (differs: 'minor' | 'patch') => void;
}

/** Carries out the edits in the git repository at `root`. */
export function applyEdits(root: string, edits: readonly Edit[], machine: Machine): void {
  for (const edit of edits) applyEdit(root, edit, machine);
}

/** Brings every file back that git knows of, and takes away the others that it does not ignore. */
export function revertFiles(root: string, edits: readonly Edit[]): void {
  for (const edit of edits) {
    if (edit.kind === 'add') rmSync(join(root, edit.file), { force: true });
  }
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root });
  git('checkout', '--quiet', '--', '.');
  git('clean', '--quiet', '--force', '-d');
}

/** Gives every file that the edits name, and that is there, the same moment, in seconds since 1970. */
export function datePaths(root: string, edits: readonly Edit[], second: number): void {
  for (const path of edits.flatMap(pathsOf)) {
    const file = join(root, path);
    const exists = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
    if (exists) lutimesSync(file, second, second);
  }
}

function pathsOf(edit: Edit): readonly string[] {
  if ('file' in edit) return [edit.file];
  if (edit.kind === 'rename') return [edit.from, edit.to];
  return edit.kind === 'remove' ? [edit.path] : [];
}

function applyEdit(root: string, edit: Edit, machine: Machine): void {
  const at = (file: string) => join(root, file);
  switch (edit.kind) {
    case 'replace': {
      const parts = readFileSync(at(edit.file), 'utf8').split(edit.from);
      if (parts.length !== 2) {
        throw new Error(`${edit.from} is ${String(parts.length - 1)} times in ${edit.file}`);
      }
      writeFileSync(at(edit.file), parts.join(edit.to));
      return;
    }
    case 'append':
      appendFileSync(at(edit.file), edit.text);
      return;
    case 'add':
      mkdirSync(dirname(at(edit.file)), { recursive: true });
      writeFileSync(at(edit.file), edit.text, { flag: 'wx' });
      return;
    case 'remove':
      rmSync(at(edit.path), { recursive: true });
      return;
    case 'rename':
      renameSync(at(edit.from), at(edit.to));
      return;
    case 'mode':
      chmodSync(at(edit.file), edit.mode);
      return;
    case 'link':
      rmSync(at(edit.file), { force: true });
      symlinkSync(edit.target, at(edit.file));
      return;
    case 'variable':
      machine.setVariable(edit.name, edit.value);
      return;
    case 'rustc':
      machine.useOtherRustc();
      return;
    case 'python':
      machine.useOtherPython(edit.differs);
  }
}
