import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { commitAll } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { edit, remember, write } from './files.ts';
import { attemptNx, runNx } from './nx.ts';
import { REPOSITORY } from './repository.ts';
import { freshMachine, majorOf, NX_VERSIONS, WORKSPACE } from './setting.ts';

describe.each(NX_VERSIONS.map((version) => ({ version, major: majorOf(version) })))(
  'on Nx $major: a repository that never saw Nx',
  ({ version }) => {
    let machine: Sandbox;
    let terminal: Terminal;

    const shown = async (...args: string[]) =>
      JSON.parse((await runNx(terminal, 'show', ...args, '--json')).stdout);

    beforeAll(async () => {
      machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
      const folder = join(machine.folder, WORKSPACE);
      for (const [path, text] of Object.entries(REPOSITORY)) await write(folder, path, text);
      terminal = machine.terminal.with({ folder });
      await terminal.run('git', 'init', '--quiet', '--initial-branch=main');
      await commitAll(terminal, 'feat: long before Nx');
      await terminal.run('npm', 'init', '--yes', '--silent');
      await terminal.run('npm', 'pkg', 'delete', 'scripts');
      await terminal.run('npx', `nx@${version}`, 'init', '--interactive=false');
      await runNx(terminal, 'add', 'pyo3');
    });

    afterAll(() => machine.remove());

    it('finds every project and what it is', async () => {
      expect(await shown('projects')).toEqual(
        expect.arrayContaining(['base', 'fast', 'Acme_Client']),
      );
      expect(Object.keys((await shown('project', 'base')).targets)).toContain('cargo-test');
      expect(Object.keys((await shown('project', 'fast')).targets)).toEqual(
        expect.arrayContaining(['develop', 'cargo-test', 'pytest', 'test', 'build']),
      );
      expect(Object.keys((await shown('project', 'Acme_Client')).targets)).toEqual(
        expect.arrayContaining(['develop', 'pytest', 'test']),
      );
    });

    it('rewrites no file of the user, and only adds lines to those that it must edit', async () => {
      const { stdout } = await terminal.run('git', 'diff', '--numstat', 'HEAD');

      const changes = stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\t'));
      expect(changes.filter(([, deleted]) => deleted !== '0')).toEqual([]);
      expect(['.gitignore', 'Cargo.toml', 'pyproject.toml']).toEqual(
        expect.arrayContaining(changes.map(([, , path]) => path)),
      );
    });

    it('tests everything, in an environment that it makes', async () => {
      await runNx(terminal, 'run-many', '-t', 'test');
    });

    it.each([
      { daemon: 'without the daemon', value: 'false' },
      { daemon: 'with the daemon', value: 'true' },
    ])('a broken manifest costs only its own project, $daemon', async ({ value }) => {
      const restore = await remember(terminal.folder, 'crates/base/Cargo.toml');
      await edit(terminal.folder, 'crates/base/Cargo.toml', /edition = /, 'edition = = ');
      const here = terminal.with({ environment: { NX_DAEMON: value } });
      try {
        const { stdout } = await runNx(here, 'show', 'projects', '--json');
        const broken = await attemptNx(here, 'run', 'base:cargo-test');

        expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(['fast', 'Acme_Client']));
        expect(broken.exitCode).not.toBe(0);
        expect(broken.output).toMatch(/crates\/base\/Cargo\.toml:4:\d+/);
        expect(broken.output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
      } finally {
        await restore();
        await runNx(here, 'daemon', '--stop');
      }
    });
  },
);
