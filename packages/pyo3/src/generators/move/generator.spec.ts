import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { readJson, type Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { libraryGenerator } from '../library/generator.ts';
import { refusal } from '../../testing/constructs.ts';
import { moveGenerator } from './generator.ts';

let tree: Tree;
beforeEach(async () => {
  tree = createTreeWithEmptyWorkspace();
  await libraryGenerator(tree, { directory: 'libs/one', skipFormat: true });
  await libraryGenerator(tree, { directory: 'libs/two', skipFormat: true });
});

const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const edit = (path: string, from: string, to: string) => {
  expect(read(path)).toContain(from);
  tree.write(path, read(path).replace(from, to));
};
const move = async (project: string, destination: string) => {
  await moveGenerator(tree, { project, destination });
};

describe('a project that is moved', () => {
  it('has all its files in the new folder, byte for byte, and none in the old one', async () => {
    tree.write('libs/one/logo.bin', Buffer.from([0, 255, 128]));
    const [manifest, source] = [read('libs/one/Cargo.toml'), read('libs/one/src/lib.rs')];
    await move('one', 'packages/deep/one');
    expect(read('packages/deep/one/Cargo.toml')).toBe(manifest);
    expect(read('packages/deep/one/src/lib.rs')).toBe(source);
    expect(tree.read('packages/deep/one/logo.bin')).toEqual(Buffer.from([0, 255, 128]));
    expect(tree.exists('libs/one')).toBe(false);
  });

  it('stays a member of both workspaces, whose other content is unchanged', async () => {
    const before = { cargo: read('Cargo.toml'), uv: read('pyproject.toml') };
    await move('one', 'packages/one');
    expect(read('Cargo.toml')).toBe(before.cargo.replace('"libs/one"', '"packages/one"'));
    expect(read('pyproject.toml')).toBe(before.uv.replace('"libs/one"', '"packages/one"'));
  });

  it('becomes a listed member if no glob matches it any more', async () => {
    edit('Cargo.toml', '"libs/one", "libs/two"', '"libs/*"');
    edit('pyproject.toml', '"libs/one", "libs/two"', '"libs/*"');
    await move('one', 'packages/one');
    expect(read('Cargo.toml')).toContain('members = ["libs/*", "packages/one"]');
    expect(read('pyproject.toml')).toContain('members = ["libs/*", "packages/one"]');
  });

  it('is found by the crates that depend on it, and finds its own dependencies', async () => {
    tree.write('crates/core/Cargo.toml', '[package]\nname = "core"\nversion = "0.1.0"\n');
    edit('Cargo.toml', '"libs/two"', '"libs/two", "crates/core"');
    const used = '[dependencies]\ncore = { path = "../../crates/core/" } # kept';
    edit('libs/one/Cargo.toml', '[dependencies]', used);
    edit('libs/two/Cargo.toml', '[dependencies]', '[dependencies]\none = { path = "../one" }');
    await move('one', 'one');
    expect(read('one/Cargo.toml')).toContain('core = { path = "../crates/core/" } # kept');
    expect(read('libs/two/Cargo.toml')).toContain('one = { path = "../../one" }');
  });

  it('is found by uv sources, cache keys and workspace dependencies', async () => {
    const sources = '\n[tool.uv.sources]\none = { path = "./libs/one", editable = true }\n';
    tree.write('pyproject.toml', read('pyproject.toml') + sources);
    tree.write(
      'Cargo.toml',
      `${read('Cargo.toml')}\n[workspace.dependencies]\none = { path = "libs/one" }\n`,
    );
    tree.write(
      'libs/two/pyproject.toml',
      `${read('libs/two/pyproject.toml')}\n[tool.mine]\nfiles = ["../one/src/**/*.rs", "one"]\n`,
    );
    await move('one', 'packages/one');
    expect(read('pyproject.toml')).toContain('one = { path = "./packages/one", editable = true }');
    expect(read('Cargo.toml')).toContain('one = { path = "packages/one" }');
    expect(read('libs/two/pyproject.toml')).toContain(
      'files = ["../../packages/one/src/**/*.rs", "one"]',
    );
  });

  it('moves together with the projects in its folder', async () => {
    tree.write('libs/one/inner/Cargo.toml', '[package]\nname = "inner"\nversion = "0.1.0"\n');
    edit('libs/one/Cargo.toml', '[dependencies]', '[dependencies]\ninner = { path = "inner" }');
    await move('one', 'packages/one');
    expect(read('packages/one/inner/Cargo.toml')).toContain('"inner"');
    expect(read('packages/one/Cargo.toml')).toContain('inner = { path = "inner" }');
  });

  it('has the paths of its project.json corrected', async () => {
    const json = {
      $schema: '../../node_modules/nx/schemas/project-schema.json',
      name: 'one',
      sourceRoot: 'libs/one/src',
      implicitDependencies: ['two'],
      targets: { docs: { inputs: ['{projectRoot}/src', '{workspaceRoot}/libs/one/x'] } },
    };
    tree.write('libs/one/project.json', JSON.stringify(json));
    await move('one', 'deep/er/one');
    expect(readJson(tree, 'deep/er/one/project.json')).toEqual({
      ...json,
      $schema: '../../../node_modules/nx/schemas/project-schema.json',
      sourceRoot: 'deep/er/one/src',
      targets: { docs: { inputs: ['{projectRoot}/src', '{workspaceRoot}/deep/er/one/x'] } },
    });
  });

  it('is moved as usual if a manifest has the key __proto__', async () => {
    const hostile = `\n[__proto__]\npreferLocal = true\nlocalDir = "/libs/evil"\n\n[constructor]\nshell = true\n`;
    for (const file of ['Cargo.toml', 'pyproject.toml', 'libs/one/Cargo.toml']) {
      tree.write(file, read(file) + hostile);
    }
    const before = { cargo: read('Cargo.toml'), uv: read('pyproject.toml') };
    await move('one', 'packages/one');
    expect(read('Cargo.toml')).toBe(before.cargo.replace('"libs/one"', '"packages/one"'));
    expect(read('pyproject.toml')).toBe(before.uv.replace('"libs/one"', '"packages/one"'));
    expect(read('packages/one/Cargo.toml')).toContain(hostile);
    expect([...Object.keys(Object.prototype), ...Object.keys(Object)]).toEqual([]);
  });

  it('does not change a manifest of another project that cannot be read', async () => {
    tree.write('libs/broken/Cargo.toml', '[package\nname = "../one"');
    await move('one', 'packages/one');
    expect(read('libs/broken/Cargo.toml')).toBe('[package\nname = "../one"');
  });
});

describe('an invalid move is rejected, and nothing is changed', () => {
  it.each([
    [
      '../outside',
      'the destination is not a folder inside the workspace. Name a folder relative to the workspace root, such as packages/mylib.',
    ],
    [
      '.',
      'the destination is not a folder inside the workspace. Name a folder relative to the workspace root, such as packages/mylib.',
    ],
    [
      '.git/one',
      'the destination is not a folder inside the workspace. Name a folder relative to the workspace root, such as packages/mylib.',
    ],
    [
      'libs/one/below',
      'the destination is its own folder, or inside it. Choose a folder beside it.',
    ],
    ['libs/two', 'the destination already exists. Choose a folder that does not exist.'],
  ])('the destination %s', async (destination, why) => {
    expect(await refusal(tree, () => move('one', destination))).toBe(
      `The project "one" cannot be moved to "${destination}": ${why}`,
    );
  });

  it('a name that no project has', async () => {
    expect(await refusal(tree, () => move('three', 'packages/three'))).toBe(
      'There is no project "three". List them with: nx show projects',
    );
  });

  it('the root project', async () => {
    const single = createTreeWithEmptyWorkspace();
    single.write('Cargo.toml', '[package]\nname = "single"\nversion = "0.1.0"\n');
    single.delete('package.json');
    const run = async () => {
      await moveGenerator(single, { project: 'single', destination: 'libs/single' });
    };
    expect(await refusal(single, run)).toContain('it is the root of the repository');
  });

  it('a folder in which the crate would belong to another cargo workspace', async () => {
    tree.write('other/Cargo.toml', '[workspace]\nmembers = []\n');
    await expect(move('one', 'other/one')).rejects.toThrow(
      'this would no longer be true: the crate in other/one belongs to the workspace .',
    );
  });
});
