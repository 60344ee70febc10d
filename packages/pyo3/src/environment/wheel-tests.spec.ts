import { describe, expect, it } from '@jest/globals';
import { parseAtom, type WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { parseWheelPython } from '../python/wheel-python.ts';
import type { Emulator } from './emulator.ts';
import type { FoundPython } from './found-pythons.ts';
import { platformTests, wheelTests, type PlatformTests, type TestHost } from './wheel-tests.ts';

const linux: TestHost = {
  os: 'linux',
  arch: 'x86_64',
  libc: { name: 'glibc', version: [2, 36] },
};
const names = ['3.9', '3.11', '3.12', '3.14t', '3.15', '3.15t', 'pypy3.11'];

function pythons(arch: string, of: readonly string[] = names): readonly FoundPython[] {
  return of.flatMap((name) => {
    const python = parseWheelPython(name);
    const found = { version: [3, python?.minor ?? 0, 1] as const, executable: name, arch };
    return python === undefined ? [] : [{ python, ...found }];
  });
}

function tested(tag: string, host: TestHost, found = pythons('x86_64'), emulator?: Emulator) {
  const atom = parseAtom(tag) as WheelAtom;
  return wheelTests(atom, platformTests(atom.platform, host, found, emulator), '>=3.10');
}

function on(tests: PlatformTests): readonly string[] | string {
  return tests.how === 'none' ? tests.reason : tests.pythons.map(({ executable }) => executable);
}

describe('the interpreters that a wheel is tested on', () => {
  it.each([
    ['its own', 'cp312-manylinux_2_17_x86_64', ['3.12']],
    ['its own free-threaded one', 'cp314t-manylinux_2_17_x86_64', ['3.14t']],
    ['PyPy', 'pp311-manylinux_2_17_x86_64', ['pypy3.11']],
    ['all later ones with the stable ABI', 'cp311-abi3-linux_x86_64', ['3.11', '3.12', '3.15']],
    // PEP 803.
    ['both builds with abi3t', 'cp315-abi3t-linux_x86_64', ['3.15', '3.15t']],
    // `requires-python` leaves 3.9 out.
    ['all that the project supports', 'py3-none-any', names.slice(1)],
  ])('are %s', (_, tag, expected) => {
    expect(on(tested(tag, linux))).toEqual(expected);
  });

  it.each([
    ['cp313-linux_x86_64', linux, 'There is no CPython 3.13 on this machine.'],
    ['cp39-musllinux_1_2_x86_64', linux, 'It is not Linux on x86_64 with musl'],
    ['cp312-manylinux_2_17_aarch64', linux, 'It is not Linux on aarch64 with glibc'],
    ['cp312-win_amd64', linux, 'It is not Windows with a Python for amd64.'],
    ['cp312-macosx_arm64', linux, 'It is not macOS with a Python for arm64.'],
    [
      'cp312-manylinux_2_28_x86_64',
      { ...linux, libc: { name: 'glibc', version: [2, 17] } } as const,
      'Its glibc 2.17 is older than 2.28, which manylinux_2_28_x86_64 needs.',
    ],
  ])('are none for %s, with the reason', (tag, host, reason) => {
    expect(on(tested(tag, host))).toContain(reason);
  });

  it('are of the architecture: of macOS, one of Intel under Rosetta too', () => {
    const mac: TestHost = { os: 'darwin', arch: 'aarch64' };
    const both = [...pythons('arm64', ['3.11', '3.12']), ...pythons('x86_64', ['3.11'])];
    expect(on(tested('cp311-macosx_arm64', mac, both))).toEqual(['3.11']);
    expect(on(tested('cp312-macosx_x86_64', mac, both))).toContain('There is no CPython 3.12');
    expect(on(tested('cp311-macosx_universal2', mac, both))).toEqual(['3.11', '3.11']);
    const windows: TestHost = { os: 'win32', arch: 'x86_64' };
    expect(on(tested('cp312-win_amd64', windows, pythons('amd64')))).toEqual(['3.12']);
    expect(on(tested('cp312-win32', windows, pythons('32')))).toEqual(['3.12']);
  });

  it('are those of the emulator for another architecture', () => {
    const emulator = { program: '/q', root: '/r', pythons: pythons('aarch64', ['3.11', '3.12']) };
    const tag = 'cp310-abi3-manylinux_2_17_aarch64';
    expect(tested(tag, linux, [], emulator)).toMatchObject({ how: 'emulated', emulator });
    expect(on(tested(tag, linux, [], emulator))).toEqual(['3.11', '3.12']);
  });
});
