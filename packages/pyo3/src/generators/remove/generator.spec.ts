import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { logger, type Tree } from '@nx/devkit';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { environmentPython } from '../../environment/virtual-environment.ts';
import { libraryGenerator } from '../library/generator.ts';
import { refusal } from '../../testing/constructs.ts';
import { removeGenerator } from './generator.ts';

let tree: Tree;
beforeEach(async () => {
  tree = createTreeWithEmptyWorkspace();
  await libraryGenerator(tree, { directory: 'libs/one', skipFormat: true });
  await libraryGenerator(tree, { directory: 'libs/two', skipFormat: true });
});

const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const nobody = () => Promise.resolve([]);
const remove = async (project: string, forceRemove = false, users: readonly string[] = []) => {
  await removeGenerator(tree, { project, forceRemove }, () => Promise.resolve(users));
};

describe('a project that is removed', () => {
  it('leaves no file, and the other project unchanged', async () => {
    const other = read('libs/two/Cargo.toml');
    await remove('one');
    expect(tree.exists('libs/one')).toBe(false);
    expect(read('libs/two/Cargo.toml')).toBe(other);
  });

  it('leaves the cargo and uv workspaces, whose other content is unchanged', async () => {
    const before = { cargo: read('Cargo.toml'), uv: read('pyproject.toml') };
    await remove('one');
    expect(read('Cargo.toml')).toBe(before.cargo.replace('"libs/one", ', ''));
    expect(read('pyproject.toml')).toBe(before.uv.replace('"libs/one", ', ''));
    expect(read('Cargo.toml')).toContain('"libs/two"');
  });

  it('leaves the workspaces also when it was the last one', async () => {
    await remove('one');
    await remove('two');
    expect(read('Cargo.toml')).not.toContain('libs/');
    expect(read('pyproject.toml')).not.toContain('libs/');
  });

  it('leaves a workspace in a folder also when it was the last one', async () => {
    tree.write('rust/Cargo.toml', '[workspace]\nmembers = ["x"]\n');
    tree.write('rust/x/Cargo.toml', '[package]\nname = "x"\nversion = "1.0.0"\n');
    await remove('x');
    expect(read('rust/Cargo.toml')).not.toContain('"x"');
  });

  it('is no longer a source of the uv workspace, in any spelling', async () => {
    tree.write(
      'pyproject.toml',
      `${read('pyproject.toml')}\n[tool.uv.sources]\nOne = { workspace = true }\n`,
    );
    await remove('one');
    expect(read('pyproject.toml')).not.toContain('One =');
  });

  it('is removed on request even if others depend on it', async () => {
    await remove('one', true, ['two']);
    expect(tree.exists('libs/one')).toBe(false);
  });
});

describe('an invalid removal is rejected, and nothing is changed', () => {
  it('a name that no project has', async () => {
    expect(await refusal(tree, () => remove('three'))).toBe(
      'There is no project "three". List them with: nx show projects',
    );
  });

  it('a project that others depend on; a manifest that states it is named', async () => {
    tree.write(
      'libs/two/Cargo.toml',
      read('libs/two/Cargo.toml').replace(
        '[dependencies]',
        '[dependencies]\none = { path = "../one" }',
      ),
    );
    expect(await refusal(tree, () => remove('one', false, ['two', 'web']))).toBe(
      'The project "one" cannot be removed: it is used by two, web (see libs/two/Cargo.toml). Remove the dependency there first, or add --forceRemove.',
    );
  });

  it('a project with other projects in its folder', async () => {
    tree.write('libs/one/inner/Cargo.toml', '[package]\nname = "inner"\nversion = "0.1.0"\n');
    expect(await refusal(tree, () => remove('one'))).toBe(
      'The project "one" cannot be removed: it has other projects in its folder: inner. Remove or move them first.',
    );
  });

  it('the root project', async () => {
    const single = createTreeWithEmptyWorkspace();
    single.delete('package.json');
    single.write('Cargo.toml', '[package]\nname = "single"\nversion = "0.1.0"\n');
    const all = () => removeGenerator(single, { project: 'single' }, nobody).then(() => undefined);
    expect(await refusal(single, all)).toBe(
      'The project "single" cannot be removed: it is the root of the repository. Delete the files that you do not need by hand.',
    );
  });
});

describe('what is said after a removal', () => {
  let environment: string;
  const active = process.env['VIRTUAL_ENV'];
  beforeEach(() => {
    environment = mkdtempSync(join(tmpdir(), 'pyo3-remove-'));
    const lib = process.platform === 'win32' ? 'Lib' : 'lib/python3.12';
    for (const file of [
      'pyvenv.cfg',
      environmentPython('.'),
      `${lib}/site-packages/one-0.1.0.dist-info/METADATA`,
    ]) {
      mkdirSync(dirname(join(environment, file)), { recursive: true });
      writeFileSync(join(environment, file), '');
    }
    process.env['VIRTUAL_ENV'] = environment;
  });
  afterEach(() => {
    if (active === undefined) delete process.env['VIRTUAL_ENV'];
    else process.env['VIRTUAL_ENV'] = active;
    rmSync(environment, { recursive: true });
  });

  async function said(project: string): Promise<string> {
    const info = jest.spyOn(logger, 'info').mockImplementation(() => undefined);
    const finish = await removeGenerator(tree, { project }, nobody);
    await finish();
    const lines = info.mock.calls.map(([line]) => String(line));
    info.mockRestore();
    return lines.join('\n');
  }

  it('names the command that uninstalls it, if it is installed', async () => {
    expect(await said('one')).toMatch(
      /one is still installed in the environment. .* uninstall one$/m,
    );
  });

  it('says nothing of an environment in which it is not', async () => {
    expect(await said('two')).not.toContain('installed');
  });

  it('tells the next command, which makes a library if there is none left', async () => {
    expect(await said('one')).toContain('run-many -t test');
    expect(await said('two')).toContain('g pyo3:lib libs/mylib');
  });
});
