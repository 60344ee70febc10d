import { appendFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { lastRun } from '../workspace/run-report.ts';
import { interpreterOf, SYSTEM_PYTHON } from '../workspace/virtual-environment.ts';
import { RELEASE_STEPS } from './release-steps.ts';
import { callLibrary, LIBRARY, nx, type Step } from './stage.ts';

/** The Nx that the demonstration shows; the end-to-end tests show the others. */
const NX_VERSION = '24.0.6';

/** `develop` looks at the environment itself, and `test` only gathers other tasks. */
const NEVER_CACHED = /:(develop|test)$/;

/** What a new user does, in order, from an empty folder to a published package. */
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
      remark('The mean was computed by Rust.');
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
      await nx(terminal, 'run-many', '-t', 'test', 'build');
      const { hits, ran } = await lastRun(terminal);
      const missed = ran.filter((task) => !NEVER_CACHED.test(task));
      if (missed.length > 0) throw new Error(`not from the cache: ${missed.join(', ')}`);
      remark(`From the cache: ${hits.join(', ')}`);
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
      const { hits, ran } = await lastRun(terminal);
      remark(`From the cache: ${hits.join(', ') || 'nothing'}`);
      remark(`Ran: ${ran.join(', ')}`);
    },
  },
  ...RELEASE_STEPS,
];
