import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { commitAll } from '../workspace/nx-workspace.ts';
import type { Finished, Terminal } from '../workspace/terminal.ts';
import { interpreterOf, SYSTEM_PYTHON } from '../workspace/virtual-environment.ts';
import { cargoCounts, findings, inWords, pytestCounts } from './counts.ts';
import {
  guessCommands,
  OWN_WHEELS,
  type OwnCommand,
  type OwnCommands,
  type Subject,
} from './own-commands.ts';
import { shapeOf, type Shape } from './shape.ts';
import type { Compared, Row } from './table.ts';
import { compareWheels, type Wheels } from './wheels.ts';

export interface Adoption {
  /** Absolute path of a checkout; its HEAD is cloned, so it is not changed. */
  readonly repository: string;
  readonly nx: string;
  /** The others are neither run nor compared. */
  readonly only: readonly Subject[];
  /** In place of the guesses. */
  readonly commands: Partial<OwnCommands>;
}

/** What a person who adds the plugin sees, beside what the repository's own commands report. */
export async function compare(terminal: Terminal, adoption: Adoption): Promise<Row> {
  const own = await cloned(terminal, adoption.repository, 'own');
  const ours = await cloned(terminal, adoption.repository, 'ours');
  const shape = await shapeIn(own);
  const commands = { ...guessCommands(shape), ...adoption.commands };

  const locksBefore = await lockChecks(own, shape);
  const nx = await addNx(ours, adoption.nx);
  await commitAll(ours, 'chore: add Nx');
  await nx('add', 'pyo3');
  const { stdout: status } = await ours.run(
    'git',
    'status',
    '--porcelain',
    '--untracked-files=all',
  );
  const locksAfter = await lockChecks(ours, shape);
  const projects = await nx('show', 'projects', '--json');

  const ownRuns = ownEnvironment(own);
  await all(ownRuns, 'setup', commands.setup);
  const runOwn = (name: keyof OwnCommands) =>
    commands[name].length === 0 ? undefined : all(ownRuns, name, commands[name]);
  const runOurs = (target: string) =>
    logged(ours, target, nx('run-many', '-t', target, '--outputStyle=stream', '--nxBail=false'));
  const both = async (
    name: Subject,
    target: string,
    tell: (finished: Outcome) => string,
  ): Promise<Compared> => {
    if (!adoption.only.includes(name)) return { own: undefined, ours: undefined };
    const left = await runOwn(name);
    const right = await runOurs(target);
    return {
      own: left && tell(left),
      ours: /No tasks were run/.test(right.output) ? undefined : tell(right),
    };
  };
  const tests = (counts: typeof pytestCounts) => (finished: Outcome) =>
    withExitCode(inWords(counts(finished.output)), finished, counts(finished.output).failed > 0);
  const found = (finished: Outcome) => {
    const number = findings(finished.output);
    return withExitCode(
      finished.exitCode === 0 ? 'ok' : `${number} findings`,
      finished,
      number > 0,
    );
  };

  const pytest = await both('pytest', 'pytest', tests(pytestCounts));
  const cargoTest = await both('cargo-test', 'cargo-test', tests(cargoCounts));
  const lint = await both('lint', 'lint', found);
  const types = await both('types', 'typecheck', found);
  if (adoption.only.includes('wheel')) {
    await runOwn('wheel');
    await runOurs('build');
  }
  return {
    repository: basename(adoption.repository),
    commit: (await own.run('git', 'rev-parse', '--short', 'HEAD')).stdout.trim(),
    projects: (JSON.parse(projects.stdout) as readonly string[]).length,
    changed: status.split('\n').flatMap((line) => line.slice(3) || []),
    locks: { own: locksBefore, ours: locksAfter },
    pytest,
    cargoTest,
    lint,
    types,
    wheels: compareWheels(
      await wheelsIn(own, [OWN_WHEELS]),
      await wheelsIn(
        ours,
        shape.distributions.map(({ folder }) => join(folder, 'dist')),
      ),
    ),
  };
}

type Outcome = Pick<Finished, 'exitCode' | 'output'>;

/** A failure that the counts do not show must be seen. */
function withExitCode(words: string, { exitCode }: Outcome, isShown: boolean): string {
  return exitCode === 0 || isShown ? words : `${words}, exit code ${exitCode}`;
}

async function cloned(terminal: Terminal, repository: string, name: string): Promise<Terminal> {
  await terminal.run('git', 'clone', '--quiet', '--recurse-submodules', repository, name);
  return terminal.with({ folder: join(terminal.folder, name) });
}

async function shapeIn({ folder, run }: Terminal): Promise<Shape> {
  const { stdout } = await run('git', 'ls-files', '-z');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return shapeOf({ files: stdout.split('\0').filter((file) => file !== ''), read });
}

/** Adds Nx as its documentation says; returns what runs it in this repository. */
async function addNx(
  terminal: Terminal,
  version: string,
): Promise<(...args: readonly string[]) => Promise<Finished>> {
  if (!existsSync(join(terminal.folder, 'nx.json'))) {
    await terminal.run('npx', `nx@${version}`, 'init', '--interactive=false', '--nxCloud=false');
  }
  const script = join(terminal.folder, '.nx', 'nxw.js');
  return existsSync(script)
    ? (...args) => terminal.attempt(process.execPath, script, ...args)
    : (...args) => terminal.attempt('npx', 'nx', ...args);
}

async function lockChecks(terminal: Terminal, shape: Shape): Promise<string> {
  const cargo = ['metadata', '--locked', '--format-version=1', '--quiet', '--manifest-path'];
  const checks = [
    ...shape.uvLocks.map((folder) => ['uv', 'lock', '--check', '--directory', folder]),
    ...shape.cargoLocks.map((folder) => ['cargo', ...cargo, join(folder, 'Cargo.toml')]),
  ];
  let stale = 0;
  for (const [program = '', ...args] of checks) {
    if ((await terminal.attempt(program, ...args)).exitCode !== 0) stale += 1;
  }
  if (checks.length === 0) return 'none';
  return stale === 0 ? `${checks.length} ok` : `${stale} of ${checks.length} stale`;
}

/** The repository's own environment is active, as its authors have it. */
function ownEnvironment(terminal: Terminal): Terminal {
  const environment = join(terminal.folder, '.venv');
  const programs = join(interpreterOf(environment), '..');
  return terminal.with({
    environment: {
      VIRTUAL_ENV: environment,
      PATH: [programs, terminal.environment['PATH']].join(delimiter),
    },
  });
}

async function all(
  terminal: Terminal,
  name: string,
  commands: readonly OwnCommand[],
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const { folder, argv } of commands) {
    const [program, ...args] = argv;
    const here = terminal.with({ folder: join(terminal.folder, folder) });
    outcomes.push(await here.attempt(program, ...args));
  }
  return logged(terminal, name, {
    exitCode: outcomes.find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0,
    output: outcomes.map(({ output }) => output).join('\n'),
  });
}

/** Keeps an output beside the copies, for those who ask why. */
async function logged<T extends Outcome>(
  { folder }: Terminal,
  name: string,
  outcome: T | Promise<T>,
): Promise<T> {
  const finished = await outcome;
  const logs = join(folder, '..', 'logs');
  await mkdir(logs, { recursive: true });
  await writeFile(join(logs, `${basename(folder)}-${name}.txt`), finished.output);
  return finished;
}

const NAMES = `
import json, sys, zipfile
print(json.dumps([sorted(n for n in zipfile.ZipFile(p).namelist() if not n.endswith("/")) for p in sys.argv[1:]]))
`;

async function wheelsIn(terminal: Terminal, folders: readonly string[]): Promise<Wheels> {
  const wheels = folders
    .map((folder) => join(terminal.folder, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.whl'));
  const { stdout } = await terminal.run(SYSTEM_PYTHON, '-c', NAMES, ...wheels);
  const names = JSON.parse(stdout) as readonly (readonly string[])[];
  return Object.fromEntries(wheels.map((file, index) => [basename(file), names[index] ?? []]));
}
