import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { commitAll, type NxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import { lastRun } from '../../tools/workspace/run-report.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Finished } from '../../tools/workspace/terminal.ts';
import { interpreterOf } from '../../tools/workspace/virtual-environment.ts';
import { changedFiles, edit, readJson, remember, write } from './files.ts';
import { CALL_EXAMPLE, EXAMPLE_RESULT, installWheel, wheelOf } from './library.ts';
import { attemptNx, runNx } from './nx.ts';
import { freshMachine, majorOf, NEWEST_NX, newWorkspace, NX_VERSIONS } from './setting.ts';

describe.each(NX_VERSIONS.map((version) => ({ version, major: majorOf(version) })))(
  'on Nx $major: from a new workspace to an installed wheel',
  ({ version }) => {
    // Once with what Python itself brings.
    const uv = majorOf(version) !== '22';
    let machine: Sandbox;
    let workspace: NxWorkspace;

    const nx = (...args: string[]): Promise<Finished> => runNx(workspace.terminal, ...args);
    const nxFails = async (...args: string[]): Promise<string> => {
      const { exitCode, output } = await attemptNx(workspace.terminal, ...args);
      expect(exitCode).not.toBe(0);
      return output;
    };

    beforeAll(async () => {
      machine = await freshMachine({ uv, cargoTarget: 'shared' });
      workspace = await newWorkspace(machine, version);
    });

    afterAll(() => machine.remove());

    it('nx add pyo3 registers the plugin', async () => {
      await nx('add', 'pyo3');

      const { plugins } = await readJson<{ plugins: unknown[] }>(workspace.folder, 'nx.json');
      expect(JSON.stringify(plugins)).toMatch(/"pyo3(\/plugin)?"/);
      expect(plugins).toHaveLength(1);
      await commitAll(workspace.terminal, 'chore: add pyo3');
    });

    if (version === NEWEST_NX) {
      it('nx add pyo3 changes nothing the second time', async () => {
        await nx('add', 'pyo3');
        await nx('g', 'pyo3:init');

        expect(await changedFiles(workspace.terminal)).toEqual([]);
      });

      it('nx list pyo3 shows what the plugin has to offer', async () => {
        const { output } = await nx('list', 'pyo3');

        for (const name of OFFERED) expect(output).toContain(name);
      });

      it('nx g pyo3:lib --dry-run says what it would write and writes nothing', async () => {
        const { output } = await nx('g', 'pyo3:lib', 'libs/mylib', '--dry-run');

        expect(output).toMatch(/CREATE libs\/mylib\/Cargo\.toml/);
        expect(output).toMatch(/CREATE libs\/mylib\/pyproject\.toml/);
        expect(await changedFiles(workspace.terminal)).toEqual([]);
      });
    }

    it('nx g pyo3:lib and nx g lib make libraries', async () => {
      await nx('g', 'pyo3:lib', 'libs/mylib');
      await nx('g', 'lib', 'libs/other');

      const { stdout } = await nx('show', 'projects', '--json');
      expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(['mylib', 'other']));
      await commitAll(workspace.terminal, 'feat: two libraries');
    });

    it('nx show project tells what one can do with a library', async () => {
      const { stdout } = await nx('show', 'project', 'mylib', '--json');

      const { targets } = JSON.parse(stdout);
      expect(Object.keys(targets)).toEqual(
        expect.arrayContaining([
          ...[
            'develop',
            'watch',
            'cargo-test',
            'pytest',
            'test',
            'lint',
            'format',
            'build',
            'sdist',
            'fingerprint',
          ],
        ]),
      );
      for (const target of Object.values<{ metadata?: unknown }>(targets)) {
        expect(target.metadata).toMatchObject({ description: expect.stringMatching(/\w/) });
      }
    });

    it('nx run mylib:develop makes it importable', async () => {
      await nx('run', 'mylib:develop');

      const python = interpreterOf(join(workspace.folder, '.venv'));
      const { stdout } = await workspace.terminal.run(python, '-c', CALL_EXAMPLE('mylib'));
      expect(stdout.trim()).toBe(EXAMPLE_RESULT);
    });

    it('nx test mylib runs the tests of both sides', async () => {
      await nx('test', 'mylib');

      expect((await lastRun(workspace.terminal)).ran).toEqual(
        expect.arrayContaining(['mylib:cargo-test', 'mylib:pytest']),
      );
    });

    it('nx build mylib makes a wheel that works in an empty environment', async () => {
      await nx('build', 'mylib');

      const wheel = await wheelOf(join(workspace.folder, 'libs/mylib'));
      const python = await installWheel(machine.terminal, wheel, 'elsewhere');
      const { stdout } = await machine.terminal.run(python, '-c', CALL_EXAMPLE('mylib'));
      expect(stdout.trim()).toBe(EXAMPLE_RESULT);
    });

    it('answers everything from the cache when nothing has changed', async () => {
      await nx('run-many', '-t', 'test', 'build', '-p', 'mylib');

      const { ran, hits } = await lastRun(workspace.terminal);
      expect(hits).toEqual(
        expect.arrayContaining(['mylib:build', 'mylib:cargo-test', 'mylib:pytest']),
      );
      expect(ran.filter((task) => !task.endsWith(':develop') && !task.endsWith(':test'))).toEqual(
        [],
      );
    });

    if (version === NEWEST_NX) {
      it('never answers a changed Rust line by an old result', async () => {
        const restore = await remember(workspace.folder, 'libs/mylib/src/lib.rs');
        await edit(workspace.folder, 'libs/mylib/src/lib.rs', /values\.len\(\) as f64/, '42.0');

        const output = await nxFails('run-many', '-t', 'test', '-p', 'mylib', '--nxBail=false');

        expect(output).toMatch(/assert/);
        await restore();
        await nx('test', 'mylib');
      });
    }

    it('never answers a changed line of a crate that the library uses by an old result', async () => {
      await write(workspace.folder, 'libs/base/Cargo.toml', BASE_MANIFEST);
      await write(workspace.folder, 'libs/base/src/lib.rs', BASE_SOURCE);
      await edit(workspace.folder, 'Cargo.toml', /("libs\/mylib",?)/, '$1 "libs/base",');
      await edit(
        workspace.folder,
        'libs/mylib/Cargo.toml',
        /\[dependencies\]\n/,
        '[dependencies]\nbase = { path = "../base" }\n',
      );
      await edit(
        workspace.folder,
        'libs/mylib/src/lib.rs',
        /values\.iter\(\)\.sum::<f64>\(\)/,
        'base::sum(&values)',
      );
      await nx('test', 'mylib');
      await commitAll(workspace.terminal, 'feat: a crate that mylib uses');

      const restore = await remember(workspace.folder, 'libs/base/src/lib.rs');
      await edit(workspace.folder, 'libs/base/src/lib.rs', /sum\(\)/, 'product()');
      const output = await nxFails('test', 'mylib');

      expect(output).toMatch(/assert/);
      await restore();
      await nx('test', 'mylib');
    });

    it('nx affected selects what the change can reach', async () => {
      const affected = async (): Promise<unknown> => {
        const { stdout } = await nx('show', 'projects', '--affected', '--base=HEAD', '--json');
        return JSON.parse(stdout).sort();
      };
      const restore = await remember(workspace.folder, 'libs/base/src/lib.rs');
      await edit(workspace.folder, 'libs/base/src/lib.rs', /iter\(\)/, 'iter().rev()');
      expect(await affected()).toEqual(['base', 'mylib']);

      await nx('affected', '-t', 'test', 'build', '--base=HEAD');

      const { ran, hits } = await lastRun(workspace.terminal);
      expect([...ran, ...hits].filter((task) => task.startsWith('other:'))).toEqual([]);
      expect(ran).toEqual(
        expect.arrayContaining(['mylib:cargo-test', 'mylib:pytest', 'mylib:build']),
      );
      await restore();
      await edit(workspace.folder, 'libs/other/src/lib.rs', /$/, '\n');
      expect(await affected()).toEqual(['other']);
    });
  },
);

const OFFERED = ['library', 'init', 'develop', 'cargo-test', 'pytest', 'build', 'sdist'];

const BASE_MANIFEST = `[package]
name = "base"
version = "0.1.0"
edition = "2021"
`;

const BASE_SOURCE = `pub fn sum(values: &[f64]) -> f64 {
    values.iter().sum()
}
`;
