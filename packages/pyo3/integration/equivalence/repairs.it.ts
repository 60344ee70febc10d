import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { describeWithTools } from '../testing/describe-with-tools.ts';
import { programFolder, programOf, toolchain } from '../testing/toolchain.ts';
import { makeWorkspace, workspaceAt, type Workspace } from '../testing/workspace.ts';
import { pythonState, type DistributionState } from './python-state.ts';

describeWithTools('develop repairs', () => {
  let workspace: Workspace;
  let python: string;
  const uv = (...args: readonly string[]) =>
    execa(toolchain().uv, ['pip', ...args, '--python', python]);
  const develop = async (project: string, backend = 'fast'): Promise<string> => {
    const args = ['run', `${project}:develop`, `--backend=${backend}`, '--verbose'];
    const { exitCode, output } = await workspace.nx(args);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    return output;
  };
  const state = async (project: string): Promise<DistributionState | undefined> =>
    (await pythonState(workspace.path('.venv'))).distributions[project];
  const manifest = 'layouts/sourced/pyproject.toml';
  const extension = async () => {
    const [file = ''] = (await state('sourced-count'))?.extensions ?? [];
    return file.slice(workspace.root.length + 1);
  };

  beforeAll(async () => {
    workspace = await makeWorkspace('repository', { name: 'repairs' });
    python = programOf(workspace.path('.venv'), 'python');
    await develop('sourced-count', 'maturin');
  });

  describe('a Python project', () => {
    let right: DistributionState | undefined;
    beforeAll(async () => {
      await develop('notes-only');
      right = await state('notes-only');
    });

    it.each<readonly [string, readonly string[], string]>([
      ['uv', ['install', '--editable', 'layouts/notes'], 'uv or a tool that uses it installed it'],
      ['uv, not editable', ['install', 'layouts/notes'], 'not editable'],
      ['nobody', ['uninstall', 'notes-only'], 'it is not installed'],
    ])('that %s installed', async (_, [verb = '', ...args], found) => {
      await execa(toolchain().uv, ['pip', verb, '--python', python, ...args], {
        cwd: workspace.root,
      });
      expect(await develop('notes-only')).toContain(found);
      expect(await state('notes-only')).toEqual(right);
    });

    it('that pip installed', async () => {
      await uv('install', 'pip');
      const args = ['-m', 'pip', 'install', '--force-reinstall', '--editable', 'layouts/notes'];
      await execa(python, args, { cwd: workspace.root });
      expect(await develop('notes-only')).toContain('pip or a tool that uses it installed it');
      expect(await state('notes-only')).toEqual(right);
    });

    it('and then has nothing to do', async () => {
      expect(await develop('notes-only')).toContain('notes-only is up to date in');
    });
  });

  describe('an extension', () => {
    let right: DistributionState | undefined;
    beforeAll(async () => {
      await develop('sourced-count');
      right = await state('sourced-count');
    });

    it('that was deleted, and one that was overwritten', async () => {
      const file = await extension();
      await workspace.remove(file);
      await develop('sourced-count');
      await workspace.write(file, 'junk');
      await develop('sourced-count');
      expect(await state('sourced-count')).toEqual(right);
    });

    it('without its .pth file', async () => {
      const { stdout } = await execa(python, [
        ...['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'],
      ]);
      const folder = stdout.trim().slice(workspace.root.length + 1);
      await workspace.remove(`${folder}/sourced_count.pth`);
      expect(await develop('sourced-count')).toContain('sourced_count.pth is missing or changed');
      expect(await state('sourced-count')).toEqual(right);
    });

    it('with other entry points, and another version', async () => {
      await workspace.replace(manifest, 'sourced-count = "', 'counted = "');
      await workspace.replace(manifest, 'version = "1.2.0"', 'version = "1.3.0"');
      await develop('sourced-count');
      expect((await state('sourced-count'))?.version).toBe('1.3.0');
      const programs = await readdir(programFolder(workspace.path('.venv')));
      expect(programs.map((name) => name.replace('.exe', ''))).toContain('counted');
      expect(existsSync(programOf(workspace.path('.venv'), 'sourced-count'))).toBe(false);
    });

    it('that needs more, of which it installs what is missing', async () => {
      await workspace.replace(
        manifest,
        '[project.scripts]',
        'dependencies = ["iniconfig"]\n\n[project.scripts]',
      );
      await uv('uninstall', 'iniconfig');
      await develop('sourced-count');
      expect((await uv('show', 'iniconfig')).exitCode).toBe(0);
      await uv('uninstall', 'iniconfig');
      expect(await develop('sourced-count')).toContain('is not there any more');
      expect((await uv('show', 'iniconfig')).exitCode).toBe(0);
    });
  });

  describe('an extension', () => {
    it('whose module has another name, and leaves nothing of the former', async () => {
      const before = await extension();
      await workspace.replace(manifest, '_sourced"', '_counting"');
      const python = 'layouts/sourced/python/sourced_count';
      await rename(
        workspace.path(`${python}/_sourced.pyi`),
        workspace.path(`${python}/_counting.pyi`),
      );
      await workspace.replace('layouts/sourced/src/lib.rs', 'mod _sourced', 'mod _counting');
      await workspace.replace('layouts/sourced/src/lib.rs', 'super::_sourced', 'super::_counting');
      await workspace.replace(`${python}/__init__.py`, '_sourced', '_counting');

      await develop('sourced-count');

      const { modules = {} } = (await state('sourced-count')) ?? {};
      expect(Object.keys(modules)).toEqual(['sourced_count._counting']);
      expect(existsSync(workspace.path(before))).toBe(false);
    });

    it('of a checkout that was moved', async () => {
      await develop('sourced-count');
      const right = await state('sourced-count');
      const moved = `${workspace.root}-moved`;
      await rename(workspace.root, moved);
      try {
        const there = workspaceAt(moved);
        const args = ['run', 'sourced-count:develop', '--backend=fast'];
        const { exitCode, output } = await there.nx(args);
        expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
        const found = (await pythonState(there.path('.venv'))).distributions['sourced-count'];
        const inText = (one: unknown, root: string) =>
          JSON.stringify(one).replaceAll(root, '<root>');
        expect(inText(found, moved)).toBe(inText(right, workspace.root));
      } finally {
        await rename(moved, workspace.root);
      }
    });
  });
});
