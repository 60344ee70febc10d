import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutation, Task } from './mutation.ts';
import type { Answer, State } from './request.ts';
import { packTasks, unpackTasks } from './task-list.ts';

/** What every supported Nx must say of one mutation. */
export interface Expectation {
  /** Exactly the tasks whose key changes. */
  readonly changes: readonly Task[];
  /** Exactly those that `nx affected` selects by task: Nx 24. */
  readonly tasks: readonly Task[];
  /** Exactly the projects that it selects before Nx 24, and in 24's legacy mode. */
  readonly projects: readonly string[];
}

type Rows<T> = Readonly<Record<string, T>>;

const expectedFile = join(import.meta.dirname, 'expected.json');
const oracleFile = join(import.meta.dirname, 'oracle/oracle.json');

export function readExpectations(): Rows<Expectation> {
  const rows = readRows<Packed>(expectedFile);
  return mapRows(rows, ({ changes, tasks, projects }) => ({
    changes: unpackTasks(changes),
    tasks: tasks === 'changes' ? unpackTasks(changes) : unpackTasks(tasks),
    projects,
  }));
}

/** Tasks that really give another result, by mutation; what `oracle/main.ts` found. */
export function readOracle(): Rows<readonly Task[]> {
  return mapRows(readRows<readonly string[]>(oracleFile), unpackTasks);
}

export function writeExpectations(rows: Rows<Expectation>, order: readonly Mutation[]): void {
  const packed = mapRows(rows, ({ changes, tasks, projects }): Packed => ({
    changes: packTasks(changes),
    tasks: String(tasks) === String(changes) ? 'changes' : packTasks(tasks),
    projects,
  }));
  writeRows(expectedFile, packed, order);
}

export function writeOracle(rows: Rows<readonly Task[]>, order: readonly Mutation[]): void {
  writeRows(oracleFile, mapRows(rows, packTasks), order);
}

/** Tasks that are made, gone, or have another key, sorted. */
export function changedTasks(before: State, after: State): readonly Task[] {
  const all = Object.keys({ ...before.hashes, ...after.hashes });
  return all.filter((task) => before.hashes[task] !== after.hashes[task]).sort();
}

export function expectationOf(answer: Answer, id: string): Expectation {
  const state = answer.states[id];
  if (state === undefined) throw new Error(`Nx was not asked about ${id}`);
  const { projects, tasks = [] } = state;
  return { changes: changedTasks(answer.base, state), tasks, projects };
}

/** As it is written: `tasks` mostly are the tasks of `changes`. */
interface Packed {
  readonly changes: readonly string[];
  readonly tasks: readonly string[] | 'changes';
  readonly projects: readonly string[];
}

function mapRows<From, To>(rows: Rows<From>, change: (row: From) => To): Rows<To> {
  return Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, change(row)]));
}

function readRows<T>(file: string): Rows<T> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Rows<T>) : {};
}

/** One line for each mutation, in the order of the table; what is not in it is left out. */
function writeRows(file: string, rows: Rows<unknown>, order: readonly Mutation[]): void {
  const lines = order
    .filter(({ id }) => rows[id] !== undefined)
    .map(({ id }) => `  ${JSON.stringify(id)}: ${JSON.stringify(rows[id])}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}
