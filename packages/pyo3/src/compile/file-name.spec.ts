import { describe, expect, it } from '@jest/globals';
import type { CompiledFor } from '../cargo/events.ts';
import { extensionFileName } from './file-name.ts';

const exact: CompiledFor = {
  minor: 11,
  stableAbi: false,
  freeThreaded: false,
  implementation: 'cpython',
};
const stable = (minor: number): CompiledFor => ({ ...exact, minor, stableAbi: true });
const linux = { extSuffix: '.cpython-311-x86_64-linux-gnu.so', platform: 'linux-x86_64' };
const macos = { extSuffix: '.cpython-311-darwin.so', platform: 'macosx-14.0-arm64' };
const windows = { extSuffix: '.cp311-win_amd64.pyd', platform: 'win-amd64' };

describe('the file name of an extension', () => {
  it.each([
    [linux, exact, '_a.cpython-311-x86_64-linux-gnu.so'],
    [linux, stable(9), '_a.abi3.so'],
    [macos, exact, '_a.cpython-311-darwin.so'],
    [macos, stable(9), '_a.abi3.so'],
    [windows, exact, '_a.cp311-win_amd64.pyd'],
    [windows, stable(9), '_a.pyd'],
  ])('of %j for %j is %s', (interpreter, compiledFor, name) => {
    expect(extensionFileName('_a', interpreter, compiledFor)).toBe(name);
  });

  it("has the interpreter's own suffix if the stable ABI has several, or if pyo3 reports nothing", () => {
    expect(extensionFileName('_a', linux, stable(15))).toBe(`_a${linux.extSuffix}`);
    expect(extensionFileName('_a', linux, { ...stable(9), freeThreaded: true })).toBe(
      `_a${linux.extSuffix}`,
    );
    expect(extensionFileName('_a', linux, undefined)).toBe(`_a${linux.extSuffix}`);
  });
});
