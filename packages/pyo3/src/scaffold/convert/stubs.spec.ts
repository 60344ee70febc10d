import { logger, type Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { treeWithLibrary } from '../../testing/constructs.ts';
import { convertGenerator } from '../../generators/convert/generator.ts';
import type { ConvertGeneratorOptions } from '../../generators/convert/options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const manifest = 'libs/fast/Cargo.toml';
const dependency = 'pyo3 = "0.30"';
const read = () => tree.read(manifest, 'utf-8') ?? '';

async function convert(steps?: ConvertGeneratorOptions['steps']): Promise<string> {
  const info = jest
    .spyOn(logger, 'info')
    .mockImplementation(() => undefined)
    .mockClear();
  await convertGenerator(tree, { project: 'fast', ...(steps === undefined ? {} : { steps }) });
  return info.mock.calls.map(([text]) => String(text)).join('\n');
}

describe('the step `stubs`', () => {
  it('lets the library describe itself, and has nothing to do then', async () => {
    const before = read();
    expect(await convert(['stubs'])).toContain(
      `stubs: ${manifest}: experimental-inspect: stubs are made from the extension, by nx run fast:stubs`,
    );
    const edited = 'pyo3 = { version = "0.30", features = ["experimental-inspect"] }';
    expect(read()).toBe(before.replace(dependency, edited));
    expect(await convert(['stubs'])).toContain('stubs: are made by nx run fast:stubs');
    expect(read()).toBe(before.replace(dependency, edited));
  });

  it('is done only when it is named', async () => {
    const before = read();
    expect(await convert()).not.toContain('stubs:');
    expect(read()).toBe(before);
  });

  it.each([
    ['pyo3 = "0.27"', 'wait: the library uses pyo3 0.27, and stubs are made from extensions of'],
    ['pyo3 = "*"', 'wait: Cargo.toml does not say which pyo3 it is'],
  ])('waits with %s', async (written, why) => {
    tree.write(manifest, read().replace(dependency, written));
    const before = read();
    expect(await convert(['stubs'])).toContain(`stubs: ${why}`);
    expect(read()).toBe(before);
  });
});
