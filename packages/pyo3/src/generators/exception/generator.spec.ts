import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { exceptionGenerator } from './generator.ts';
import type { ExceptionGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const add = (options: Partial<ExceptionGeneratorOptions> = {}) =>
  exceptionGenerator(tree, { name: 'StoreError', project: 'fast', skipFormat: true, ...options });
const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';

describe('an exception', () => {
  it('is written with its subclasses, and with a Rust error', async () => {
    const children = 'NotFoundError, LockedError';
    expect(await changedFiles(tree, () => add({ children, fromRust: true }))).toMatchSnapshot();
  });

  it('inherits from an exception of the library', async () => {
    await add();
    await add({ name: 'DiskError', base: 'StoreError' });
    expect(read('src/disk_error.rs')).toContain('use super::store_error::StoreError;');
    expect(read('python/fast/_fast.pyi')).toContain('class DiskError(StoreError): ...');
  });

  it('is added at module initialization before PyO3 0.28, which cannot export it', async () => {
    tree = await treeWithLibrary({ pyo3Version: '0.27' });
    await add();
    await add({ name: 'DiskError', base: 'StoreError' });
    expect(read('src/lib.rs').match(/#\[pymodule_init\]/g)).toHaveLength(1);
    expect(read('src/lib.rs')).toContain('module.py().get_type::<super::disk_error::DiskError>(),');
  });

  it.each([
    [{ name: 'storeError' }, 'is not a valid name for a class'],
    [{ name: 'ValueError' }, 'is not a valid name for a class'],
    [{ children: 'StoreError' }, 'occurs twice'],
    [{ base: 'OtherError' }, 'No exception "OtherError"'],
    [{ fromRust: true }, 'Name the exceptions: --children'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
    expect(await refusal(tree, () => add(options))).toContain(message);
  });
});
