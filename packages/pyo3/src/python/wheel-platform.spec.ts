import { describe, expect, it } from '@jest/globals';
import { isTagOf, parsePlatform } from './wheel-platform.ts';
import { hasAbi, parseAbi } from './wheel-python.ts';

// Triples as `rustc --print target-list` has them, tags as maturin 1.16 writes them.
describe('a platform', () => {
  it.each([
    ['manylinux2014_x86_64', 'manylinux_2_17_x86_64', 'x86_64-unknown-linux-gnu'],
    ['manylinux_2_31_riscv64', 'manylinux_2_31_riscv64', 'riscv64gc-unknown-linux-gnu'],
    ['manylinux2014_armv7l', 'manylinux_2_17_armv7l', 'armv7-unknown-linux-gnueabihf'],
    ['musllinux_1_2_aarch64', 'musllinux_1_2_aarch64', 'aarch64-unknown-linux-musl'],
    ['linux_ppc64le', 'linux_ppc64le', 'powerpc64le-unknown-linux-gnu'],
    ['macosx_universal2', 'macosx_universal2', 'universal2-apple-darwin'],
    ['macosx_11_0_arm64', 'macosx_11_0_arm64', 'aarch64-apple-darwin'],
    ['win32', 'win32', 'i686-pc-windows-msvc'],
    ['win_arm64', 'win_arm64', 'aarch64-pc-windows-msvc'],
  ])('%s is %s, compiled for %s', (text, name, target) => {
    expect(parsePlatform(text)).toMatchObject({ name, target });
  });

  it.each(['manylinux2014', 'manylinux2014_sparc', 'macosx_arm', 'constructor', 'linux_toString'])(
    'is not %s',
    (text) => {
      expect(parsePlatform(text)).toBeUndefined();
    },
  );

  it.each([
    ['manylinux_2_17_x86_64', 'manylinux2014_x86_64.manylinux_2_17_x86_64', true],
    ['manylinux_2_17_x86_64', 'manylinux2014_x86_64', true],
    ['manylinux_2_17_x86_64', 'manylinux_2_34_x86_64', false],
    ['macosx_arm64', 'macosx_11_0_arm64', true],
    ['macosx_x86_64', 'macosx_11_0_arm64', false],
    ['macosx_11_0_arm64', 'macosx_12_0_arm64', false],
    ['macosx_universal2', 'macosx_10_12_x86_64.macosx_11_0_arm64.macosx_10_12_universal2', true],
    ['any', 'any', true],
  ])('%s of the tag %s: %s', (name, tags, expected) => {
    const platform = parsePlatform(name);
    expect(platform && isTagOf(platform, tags)).toBe(expected);
  });
});

describe('an ABI', () => {
  it.each([
    ['cp312', 'cp312', 'cp312', true],
    ['cp312', 'cp311', 'cp311', false],
    ['cp312', 'cp39', 'abi3', false],
    ['cp314t', 'cp314', 'cp314t', true],
    ['cp314', 'cp314', 'cp314t', false],
    ['pp311', 'pp311', 'pypy311_pp73', true],
    ['cp39-abi3', 'cp39', 'abi3', true],
    ['cp315-abi3t', 'cp315', 'abi3.abi3t', true],
    ['py3-none', 'py3', 'none', true],
  ])('%s of a wheel %s-%s: %s', (tag, python, abi, expected) => {
    const parsed = parseAbi(tag);
    expect(parsed && hasAbi(parsed, python, abi)).toBe(expected);
  });
});
