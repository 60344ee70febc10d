/**
 * Asks one version of Nx, in one process, what it makes of each mutation: the hash of every task and
 * what `nx affected` selects, by the functions that its commands use. Only here are Nx's private
 * files loaded: it has no public way to the hashes of tasks that are not run.
 *
 * `node --import tsx probe.ts <request.json>`; see `ask-nx.ts`.
 */
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { applyEdits, datePaths, revertFiles } from './apply.ts';
import { look } from './look.ts';
import { loadNx, type Nx } from './nx-internals.ts';
import type { Answer, Request, State } from './request.ts';

async function main(requestFile: string | undefined): Promise<void> {
  if (requestFile === undefined) throw new Error('probe.ts needs the path of a request');
  const request = JSON.parse(readFileSync(requestFile, 'utf8')) as Request;
  process.chdir(request.root);
  const nx = loadNx(request.nxFolder);
  useEnvironment(request, 'usual');
  const base = await look(nx);
  const states: Record<string, State> = {};
  for (const mutation of request.mutations) {
    states[mutation.id] = await lookAfter(mutation, request, nx);
  }
  const answer: Answer = { base, states, again: await look(nx) };
  writeFileSync(request.answer, JSON.stringify(answer));
}

async function lookAfter(
  { id, edits }: Request['mutations'][number],
  request: Request,
  nx: Nx,
): Promise<State> {
  const { root, otherRustc } = request;
  const before = { ...process.env };
  const machine = {
    setVariable: (name: string, value: string) => {
      process.env[name] = value;
    },
    useOtherRustc: () => {
      process.env['PATH'] = `${otherRustc}${delimiter}${process.env['PATH'] ?? ''}`;
    },
    useOtherPython: (differs: 'minor' | 'patch') => useEnvironment(request, differs),
  };
  try {
    applyEdits(root, edits, machine);
    datePaths(root, edits, nextSecond());
    return await look(nx);
  } catch (error) {
    throw new Error(`mutation ${id} failed`, { cause: error });
  } finally {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before);
    useEnvironment(request, 'usual');
    revertFiles(root, edits);
    datePaths(root, edits, nextSecond());
  }
}

let second = 1_000_000_000;

/** Nx 22 takes a file for unchanged that was last written in the same second. */
function nextSecond(): number {
  second += 1;
  return second;
}

function useEnvironment({ root, environments }: Request, which: 'usual' | 'minor' | 'patch'): void {
  rmSync(join(root, '.venv'), { force: true });
  symlinkSync(environments[which], join(root, '.venv'));
}

main(process.argv[2]).then(
  // Nx keeps handles open.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
