/** Runs the tasks of a workspace under strace, and finds what they read beside their inputs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, relative } from 'node:path';
import { execa } from 'execa';
import { stripVTControlCharacters } from 'node:util';
import type { Task } from '../matrix/mutation.ts';
import { nxOptions, nxScript } from '../testing/workspace.ts';
import { askInputs, type InputsAnswer } from './ask-inputs.ts';
import { accessesByTask, type TaskAccess } from './task-accesses.ts';
import type { Read, Scene } from './scene.ts';
import { filesToMake, readsOf, uncoveredReads } from './uncovered.ts';

export interface Findings {
  readonly exitCode: number;
  readonly output: string;
  /** Tasks that ran and whose results Nx caches. */
  readonly tasks: readonly Task[];
  /** How many reads in the repository were compared. */
  readonly reads: number;
  readonly uncovered: readonly Read[];
}

/** Why there can be no trace here; `undefined` where there can. */
export function whyNoStrace(): string | undefined {
  if (process.platform !== 'linux') return 'strace is a program of Linux';
  const { error, status } = spawnSync('strace', ['-f', '-o', '/dev/null', '/bin/true']);
  if (error !== undefined) return 'strace is not installed (Debian: apt-get install strace)';
  return status === 0 ? undefined : 'this machine does not let strace trace';
}

/** Whatever opens, asks about or lists a file, and what starts a process. */
const strace = [
  ...['-f', '-ff', '-y', '-ttt', '--seccomp-bpf', '-s', '4096'],
  ...['-e', 'abbrev=!execve', '-e', 'signal=none'],
  ...['-e', 'trace=%file,getdents64,clone,clone3,fork,vfork,chdir,fchdir'],
];

/** @param args of `nx`, such as `['run-many', '-t', 'lint']`. */
export async function traceTasks(root: string, args: readonly string[]): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'pyo3-strace-'));
  try {
    forgetResults(root);
    const nx = [nxScript, ...args, '--skip-nx-cache', '--outputStyle=stream'];
    // The list of inputs is compared here, not what the plugin adds to it when it observes; and one
    // process for each task says which read is whose.
    const options = nxOptions(root, { NX_PYO3_OBSERVE: 'false', NX_BATCH_MODE: 'false' });
    const program = ['-o', join(folder, 't'), process.execPath, ...nx];
    const result = await execa('strace', [...strace, ...program], options);
    const accesses = accessesByTask(folder, root);
    return {
      exitCode: result.exitCode ?? 1,
      output: stripVTControlCharacters(result.all),
      ...(await compare(root, accesses)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Otherwise a tool reads what it remembers, and cargo compiles nothing. */
function forgetResults(root: string): void {
  const find = (...args: readonly string[]) => {
    const pruned = ['node_modules', '.venv', '.git', '.nx'].flatMap((name) => [
      '-name',
      name,
      '-o',
    ]);
    spawnSync('find', [root, '(', ...pruned.slice(0, -1), ')', '-prune', '-o', ...args]);
  };
  const caches = ['__pycache__', '.mypy_cache', '.ruff_cache', '.pytest_cache'];
  const named = caches.flatMap((name) => ['-name', name, '-o']).slice(0, -1);
  find('(', ...named, ')', '-prune', '-exec', 'rm', '-rf', '{}', '+');
  find('-type', 'f', '-exec', 'touch', '{}', '+');
}

async function compare(
  root: string,
  accesses: ReadonlyMap<Task, readonly TaskAccess[]>,
): Promise<Pick<Findings, 'tasks' | 'reads' | 'uncovered'>> {
  // `develop` is not cached, and `lock-witness` reads nothing.
  const tasks = [...accesses.keys()]
    .filter((task) => !/:(develop|lock-witness)$/.test(task))
    .sort();
  const asIs = await askInputs(root, tasks);
  const scenes = new Map(
    tasks.map((task) => [task, sceneOf(task, accesses.get(task) ?? [], root, asIs)]),
  );
  const scene = (task: Task): Scene => {
    const found = scenes.get(task);
    if (found === undefined) throw new Error(`${task} was not traced`);
    return found;
  };
  const reads = tasks.flatMap((task) => readsOf(task, accesses.get(task) ?? [], root));
  const uncoveredOf = async (some: readonly Read[]) => {
    const made = filesToMake(some, scene, root);
    const withMade = made.length === 0 ? asIs : await askInputs(root, tasks, made);
    return uncoveredReads(some, scene, asIs, withMade);
  };
  // A module among the files that were made can hide a project from a task that imports it, so what
  // is left is asked about once more without the others.
  const uncovered = await uncoveredOf(await uncoveredOf(reads));
  return { tasks, reads: reads.length, uncovered };
}

function sceneOf(
  task: Task,
  accesses: readonly TaskAccess[],
  root: string,
  { roots }: InputsAnswer,
): Scene {
  const git = spawnSync('git', ['ls-files', '--', 'Cargo.toml', '**/Cargo.toml'], { cwd: root });
  const crates = String(git.stdout)
    .split('\n')
    .filter((path) => path !== '')
    .map((path) => posix.dirname(path))
    .sort((a, b) => b.length - a.length);
  const opened = accesses
    .filter(
      ({ deed, program, path }) => deed === 'opened' && program !== 'executor' && isRust(path),
    )
    .map(({ path }) => relative(root, path));
  return {
    crates,
    roots: Object.values(roots),
    importRoots: importRootsOf(root),
    projectRoot: roots[task.slice(0, task.indexOf(':'))] ?? '.',
    used: new Set(
      opened.flatMap((path) => crates.find((crate) => path.startsWith(`${crate}/`)) ?? []),
    ),
  };
}

function isRust(path: string): boolean {
  return path.endsWith('.rs');
}

/** What the `.pth` files of the environment name. */
function importRootsOf(root: string): readonly string[] {
  const folder = join(root, '.venv/lib');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((python) => join(folder, python, 'site-packages'))
    .flatMap((site) =>
      readdirSync(site)
        .filter((name) => name.endsWith('.pth'))
        .flatMap((name) => readFileSync(join(site, name), 'utf8').split('\n')),
    )
    .map((line) => relative(root, line.trim()))
    .filter((path) => path !== '' && !path.startsWith('..'));
}
