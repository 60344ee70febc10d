import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { renderError } from '../../diagnostics/render.ts';
import generator, { libraryGenerator } from './generator.ts';
import type { LibraryGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

/** The options that the first `--option=value` of a message asks for. */
function followed(
  options: Partial<LibraryGeneratorOptions>,
  told: string,
): Partial<LibraryGeneratorOptions> | undefined {
  const [, key, value] = /--(\w+)=([\w.-]*\w)/.exec(told) ?? [];
  return key === undefined ? undefined : { ...options, [key]: value };
}

/** The message that the user sees; nothing may have been written. */
async function refusal(options: Partial<LibraryGeneratorOptions>): Promise<string> {
  const before = tree.listChanges().length;
  const told = await refusalOrNothing(options);
  expect(tree.listChanges()).toHaveLength(before);
  return told;
}

function refusalOrNothing(options: Partial<LibraryGeneratorOptions>): Promise<string> {
  const complete = { directory: 'libs/fast', skipFormat: true, ...options };
  return libraryGenerator(tree, complete).then(() => 'it was generated', renderError);
}

describe('a library is rejected, with what to type instead, for', () => {
  it.each<Partial<LibraryGeneratorOptions>>([
    { directory: '../elsewhere' },
    { directory: '/opt/fast' },
    { directory: '.' },
    { name: 'a b' },
    { name: 'naïve' },
    { name: '1st' },
    { name: 'async' },
    { name: 'std' },
    { name: 'numpy' },
    { name: 'maturin' },
    { name: 'a--b' },
    { name: 'x'.repeat(65) },
    { moduleName: `one._${'x'.repeat(64)}` },
    { name: 'json' },
    { moduleName: 'fast' },
    { moduleName: 'fast.' },
    { moduleName: 'fast.class' },
    { moduleName: 'fast.match' },
    { moduleName: 'fast._Native' },
    { moduleName: 'fast-er._x' },
    { moduleName: 'asyncio._fast' },
    { moduleName: 'tests._fast' },
    { moduleName: 'fast._fast', layout: 'pure' },
    { layout: 'pure', buildBackend: 'setuptools-rust' },
    { abi3: 'on' },
    { abi3: '3.8' },
    { abi3: '3.99' },
    { abi3: '3.14', pyo3Version: '0.24' },
    { abi3: '3.12', pythonVersion: '3.10' },
    { pythonVersion: '2.7' },
    { pythonVersion: '3.8' },
    { pyo3Version: 'latest' },
    { pyo3Version: '0.22' },
  ])('%j', async (options) => {
    const told = await refusal(options);
    expect(told).toMatchSnapshot();
    const corrected = followed(options, told);
    if (corrected) expect(await refusalOrNothing(corrected)).toBe('it was generated');
  });

  it('a folder that is not empty', async () => {
    tree.write('libs/fast/notes.txt', '');
    expect(await refusal({})).toMatchSnapshot();
  });

  it('a file at the path of the folder', async () => {
    tree.write('libs/fast', '');
    expect(await refusal({})).toMatchSnapshot();
  });
});

describe('beside other projects, a library is rejected for', () => {
  beforeEach(async () => {
    await libraryGenerator(tree, { directory: 'libs/first', skipFormat: true });
    tree.write('crates/core-lib/Cargo.toml', '[package]\nname = "core-lib"\n');
    tree.write('apps/web/project.json', '{ "name": "web" }');
  });

  it.each<Partial<LibraryGeneratorOptions>>([
    { name: 'First' },
    { name: 'core_lib' },
    { name: 'web' },
    { moduleName: 'first._other' },
    { moduleName: 'first.inner._other' },
    { pyo3Version: '0.28' },
  ])('%j', async (options) => {
    const told = await refusal(options);
    expect(told).toMatchSnapshot();
    const corrected = followed(options, told);
    if (corrected) expect(await refusalOrNothing(corrected)).toBe('it was generated');
  });

  it('a workspace whose pyo3 is too old', async () => {
    tree.write('Cargo.toml', '[workspace]\n\n[workspace.dependencies]\npyo3 = "0.20"\n');
    expect(await refusal({})).toMatchSnapshot();
  });

  it('nothing, when another project has a broken manifest', async () => {
    tree.write('libs/broken/Cargo.toml', '[package');
    await libraryGenerator(tree, { directory: 'libs/second', skipFormat: true });
    expect(tree.exists('libs/second/Cargo.toml')).toBe(true);
  });
});

describe('an error, as Nx shows it,', () => {
  it('is one message with its hint, without a stack', async () => {
    const told = await generator(tree, { directory: '.' }).catch((error: unknown) => error);
    expect(told).toMatchObject({
      message:
        'The workspace root itself cannot become a library. [path-invalid]\n' +
        '  → Name a folder below it: npx nx g pyo3:lib libs/mylib',
      stack: '',
    });
  });

  it('keeps its stack if it is a defect', async () => {
    const options = {} as LibraryGeneratorOptions;
    await expect(generator(tree, options)).rejects.toThrow(TypeError);
  });
});
