import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { enumGenerator } from './generator.ts';
import type { EnumGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const add = (options: Partial<EnumGeneratorOptions> = {}) =>
  enumGenerator(tree, {
    name: 'Color',
    variants: 'Red, Green, Blue = 10',
    project: 'fast',
    skipFormat: true,
    ...options,
  });

describe('an enumeration', () => {
  it('is written in Rust, registered, typed, exported and tested', async () => {
    expect(await changedFiles(tree, add)).toMatchSnapshot();
  });

  it('has a long attribute wrapped as rustfmt does, without a trailing comma', async () => {
    const project = 'whose_name_makes_lines_break';
    tree = await treeWithLibrary({ directory: `libs/${project}` });
    await add({ project });
    expect(tree.read(`libs/${project}/src/color.rs`, 'utf-8')).toContain(
      `    from_py_object,\n    module = "${project}"\n)]\n`,
    );
  });

  it('does not declare how it is taken before PyO3 0.28', async () => {
    tree = await treeWithLibrary({ pyo3Version: '0.27' });
    await add();
    expect(tree.read('libs/fast/src/color.rs', 'utf-8')).not.toContain('from_py_object');
  });

  it.each([
    ['0.28', '#[derive(Clone, Debug, PartialEq, Eq, Hash)]'],
    ['0.29', '#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]'],
  ])('passes clippy with the code that PyO3 %s generates', async (pyo3Version, derive) => {
    tree = await treeWithLibrary({ pyo3Version });
    await add();
    expect(tree.read('libs/fast/src/color.rs', 'utf-8')).toContain(derive);
  });

  it('has variants that Python sees in its own style, on request', async () => {
    await add({ variants: 'Red, DarkRed = 4', renameAll: 'SCREAMING_SNAKE_CASE' });
    const rust = tree.read('libs/fast/src/color.rs', 'utf-8') ?? '';
    expect(rust).toContain('rename_all = "SCREAMING_SNAKE_CASE"');
    expect(rust).toContain('DarkRed = 4,');
    expect(rust).toContain('Self::DarkRed => "DARK_RED"');
    expect(tree.read('libs/fast/python/fast/_fast.pyi', 'utf-8')).toContain(
      'RED: ClassVar[Color]\n    DARK_RED: ClassVar[Color]',
    );
    expect(tree.read('libs/fast/tests/test_color.py', 'utf-8')).toContain(
      'assert int(Color.DARK_RED) == 4\n    assert Color.DARK_RED != Color.RED',
    );
  });

  it('has variants of one letter, and a name of forty', async () => {
    const name = 'HierarchicalNavigableSmallWorldIndexKind';
    await add({ name, variants: 'A, C, G, T' });
    expect(
      tree.read('libs/fast/src/hierarchical_navigable_small_world_index_kind.rs', 'utf-8'),
    ).toContain('  G,');
  });

  it.each<readonly [Partial<EnumGeneratorOptions>, string]>([
    [{ variants: '' }, 'is not a valid name for a variant'],
    [{ variants: 'red' }, 'is not a valid name for a variant'],
    [{ variants: 'Red, Red' }, 'occurs twice'],
    [{ variants: 'Ab, AB', renameAll: 'SCREAMING_SNAKE_CASE' }, 'the name "AB" in Python'],
    [{ variants: 'Red = 1, Green = 1' }, 'occurs twice'],
    [{ variants: 'Red = one' }, 'is not a variant name'],
    [{ name: 'color' }, 'is not a valid name for a class'],
    [{ name: 'None' }, 'is not a valid name for a class'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
    expect(await refusal(tree, () => add(options))).toContain(message);
  });
});
