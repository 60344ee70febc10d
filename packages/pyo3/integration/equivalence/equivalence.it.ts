import { delimiter } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { childVariables } from '../testing/child-variables.ts';
import { describeWithTools } from '../testing/describe-with-tools.ts';
import { expectedArtifacts, importableCases } from '../testing/expected-artifacts.ts';
import { pathWithout } from '../testing/limited-path.ts';
import { programFolder, programOf, toolchain } from '../testing/toolchain.ts';
import { makeWorkspace, type Workspace } from '../testing/workspace.ts';
import { addNumericLibrary } from './numeric-library.ts';
import { pythonState, type PythonState } from './python-state.ts';

const layouts = expectedArtifacts.map(({ name }) => name);
const plain = ['notes-only', 'report'];
const everything = [...layouts, ...importableCases, 'alpha', 'beta', 'numeric', ...plain];

/** One of each kind of installation: a launcher, the stable ABI, a namespace, `manifest-path`, plain. */
const representatives = [
  ...['sourced-count', 'case-pure', 'spaced-shapes', 'nested-count', 'notes-only'],
];

interface Cell {
  readonly environment: string;
  readonly projects: readonly string[];
  /** Makes the environment, without maturin. */
  readonly make: (venv: string) => Promise<unknown>;
  readonly path: () => Promise<string>;
  readonly installer: string;
}

const cells: readonly Cell[] = [
  {
    environment: 'uv venv',
    projects: everything,
    make: (venv) => execa(toolchain().uv, ['venv', '--python', toolchain().python, venv]),
    path: () => Promise.resolve([programFolder(toolchain().venv), ownPath()].join(delimiter)),
    installer: 'uv',
  },
  {
    environment: 'python -m venv, without uv [linux and macos only]',
    projects: process.platform === 'win32' ? [] : representatives,
    make: (venv) => execa(toolchain().python, ['-m', 'venv', venv]),
    path: () => pathWithout('uv'),
    installer: 'pip',
  },
];

const title = 'what Python sees after the fast way is what it sees after maturin develop';

describeWithTools(title, () => {
  describe.each(cells.filter(({ projects }) => projects.length > 0))('in $environment', (cell) => {
    const { projects, installer } = cell;
    let workspace: Workspace;
    const states: Partial<Record<'maturin' | 'again' | 'back' | 'fresh', PythonState>> = {};
    const makeVenv = async () => {
      const venv = workspace.path('.venv');
      await cell.make(venv);
      const python = programOf(venv, 'python');
      await execa(toolchain().uv, ['pip', 'install', '--python', python, 'maturin']);
    };
    const after = async (backend: string, some = projects): Promise<PythonState> => {
      const { exitCode, output } = await workspace.nx(
        ['run-many', '-t', 'develop', '-p', ...some, `--backend=${backend}`],
        { PATH: await cell.path() },
      );
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      return pythonState(workspace.path('.venv'));
    };
    beforeAll(async () => {
      const name = `equivalence-${installer}`;
      workspace = await makeWorkspace('repository', { name, environment: false });
      if (projects.includes('numeric')) await addNumericLibrary(workspace);
      await makeVenv();
      states.maturin = await after('maturin');
      states.again = await after('fast');
      states.back = await after('maturin', representatives);
      await workspace.remove('.venv');
      await makeVenv();
      states.fresh = await after('fast');
    });

    it('all projects are there', () => {
      const names = Object.keys(states.maturin?.distributions ?? {});
      expect(names.sort()).toEqual(projects.map(normalized).sort());
    });

    it.each(projects)('%s is the same', (project) => {
      const of = (state: PythonState | undefined) => state?.distributions[normalized(project)];
      expect(of(states.again)).toEqual(of(states.maturin));
      expect(of(states.fresh)).toEqual(of(states.maturin));
    });

    it('pip check and pip list say the same', () => {
      for (const state of [states.again, states.fresh]) {
        expect(state?.check).toEqual(states.maturin?.check);
        expect(state?.list).toEqual(states.maturin?.list);
      }
    });

    it('going back to maturin leaves what it left before', () => {
      expect(states.back).toEqual(states.maturin);
    });

    it(`${installer} did it`, async () => {
      const python = programOf(workspace.path('.venv'), 'python');
      const { stdout } = await execa(python, ['-c', whoInstalled]);
      expect(stdout.trim()).toBe(installer);
    });
  });
});

const whoInstalled =
  'import importlib.metadata as m; print(m.distribution("sourced-count").read_text("INSTALLER"))';

function normalized(project: string): string {
  return project.replaceAll('_', '-');
}

function ownPath(): string {
  return childVariables(process.env, {})['PATH'] ?? '';
}
