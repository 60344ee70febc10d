import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { embedGenerator } from './generator.ts';
import type { EmbedGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const add = (options: Partial<EmbedGeneratorOptions> = {}) =>
  embedGenerator(tree, { name: 'report', project: 'fast', skipFormat: true, ...options });
const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';

describe('a function that calls Python', () => {
  it('has a Python module in a separate file', async () => {
    expect(await changedFiles(tree, () => add({ from: 'file' }))).toMatchSnapshot();
  });

  it('evaluates an expression', async () => {
    await add();
    expect(read('src/report.rs')).toContain(
      'py.eval(c"sum(values)", None, Some(&names))?.extract()',
    );
  });

  it('runs statements', async () => {
    await add({ from: 'statements' });
    expect(read('src/report.rs')).toContain('py.run(code, None, Some(&names))?;');
  });

  it.each([
    [{ name: 'Report' }, 'is not a valid name'],
    [{ name: 'crate' }, 'is a keyword in Rust'],
    [{ name: 'mean' }, 'already taken'],
    [{ name: 'pyo3' }, 'already taken'],
    [{ project: 'slow' }, 'no project "slow"'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
    expect(await refusal(tree, () => add(options))).toContain(message);
  });

  it.each([
    ['python/fast/_fast.pyi', 'def report() -> None: ...\n'],
    ['src/report.rs', ''],
    ['src/report.py', ''],
    ['tests/test_report.py', ''],
  ])('is not generated if %s already has its name', async (file, text) => {
    tree.write(`libs/fast/${file}`, text + read(file));
    expect(await refusal(tree, () => add({ from: 'file' }))).toContain('is already taken');
  });

  it('is not generated in a file with a syntax error', async () => {
    tree.write('libs/fast/src/lib.rs', 'fn {');
    expect(await refusal(tree, add)).toContain('cannot be parsed');
  });
});
