import { appendFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Finished, Terminal } from '../workspace/terminal.ts';
import { interpreterOf, SYSTEM_PYTHON } from '../workspace/virtual-environment.ts';

/** The Nx that the demonstration shows; the end-to-end tests show the others. */
const NX_VERSION = '24.0.6';
const LIBRARY = 'libs/greeter';
const CALL = 'import greeter; print(greeter.sum_as_string(40, 2))';

export interface Stage {
  /** In the workspace's folder. */
  readonly terminal: Terminal;
  readonly remark: (text: string) => void;
}

export interface Step {
  readonly title: string;
  /** Throws when what it shows did not come true. */
  readonly play: (stage: Stage) => Promise<void>;
}

/** What a new user does, in order, from an empty folder to an installed wheel. */
export const STEPS: readonly Step[] = [
  {
    title: 'Make an Nx workspace',
    play: async ({ terminal }) => {
      await terminal.run('git', 'init', '--quiet');
      await terminal.run('npm', 'init', '--yes', '--silent');
      await terminal.run('npm', 'pkg', 'delete', 'scripts');
      await terminal.run('npx', `nx@${NX_VERSION}`, 'init', '--interactive=false');
    },
  },
  {
    title: 'Add the plugin',
    play: ({ terminal }) => nx(terminal, 'add', 'pyo3'),
  },
  {
    title: 'Generate a library',
    play: ({ terminal }) => nx(terminal, 'g', 'pyo3:lib', LIBRARY),
  },
  {
    title: 'Make it importable, editable, in the virtual environment of the workspace',
    play: ({ terminal }) => nx(terminal, 'run', 'greeter:develop'),
  },
  {
    title: 'Call Rust from Python',
    play: async ({ terminal, remark }) => {
      await callLibrary(
        terminal,
        relative(terminal.folder, interpreterOf(join(terminal.folder, '.venv'))),
      );
      remark('The sum was computed by Rust.');
    },
  },
  {
    title: 'Run its tests, on both sides',
    play: ({ terminal }) => nx(terminal, 'test', 'greeter'),
  },
  {
    title: 'Build its wheel',
    play: ({ terminal }) => nx(terminal, 'build', 'greeter'),
  },
  {
    title: 'Install the wheel into a second, empty environment and call it there',
    play: async ({ terminal }) => {
      const wheels = await readdir(join(terminal.folder, LIBRARY, 'dist'));
      const wheel = wheels.find((name) => name.endsWith('.whl'));
      if (wheel === undefined) throw new Error(`no wheel in ${LIBRARY}/dist: ${wheels.join(', ')}`);
      const second = join('..', 'elsewhere');
      await terminal.run(SYSTEM_PYTHON, '-m', 'venv', second);
      await terminal.run(
        interpreterOf(second),
        '-m',
        'pip',
        'install',
        '--quiet',
        join(LIBRARY, 'dist', wheel),
      );
      await callLibrary(terminal, interpreterOf(second));
    },
  },
  {
    title: 'All again: nothing has changed, so everything comes from the cache',
    play: async ({ terminal, remark }) => {
      const { output } = await nxOutput(terminal, 'run-many', '-t', 'test', 'build');
      const reran = rerunTasks(output);
      if (reran.length > 0)
        throw new Error(`expected cache hits only, but these ran: ${reran.join(', ')}`);
      remark('No test ran and nothing was compiled.');
    },
  },
  {
    title: 'Touch one Rust file: what it decides runs again, and only that',
    play: async ({ terminal, remark }) => {
      const file = join(LIBRARY, 'src', 'lib.rs');
      const line = '// touched by the demonstration';
      remark(`echo '${line}' >> ${file}`);
      await appendFile(join(terminal.folder, file), `${line}\n`);
      await nx(terminal, 'run-many', '-t', 'test', 'build');
    },
  },
];

async function nx(terminal: Terminal, ...args: readonly string[]): Promise<void> {
  await nxOutput(terminal, ...args);
}

function nxOutput(terminal: Terminal, ...args: readonly string[]): Promise<Finished> {
  return terminal.run('npx', 'nx', ...args);
}

async function callLibrary(terminal: Terminal, python: string): Promise<void> {
  const { stdout } = await terminal.run(python, '-c', CALL);
  if (stdout.trim() !== '42') throw new Error(`expected 42 from the library, got "${stdout}"`);
}

/** Names of the tasks that Nx ran, as its static output lists them. */
function rerunTasks(output: string): readonly string[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('> nx run ') && !/\[(local|remote|existing).*\]/.test(line));
}
