/** On which interpreters of a machine a wheel is tested, or why on none; pure. */
import type { WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { satisfies } from '../python/specifier.ts';
import { compareReleases } from '../python/version.ts';
import type { WheelPlatform } from '../python/wheel-platform.ts';
import { runsOn, showPython, type WheelAbi } from '../python/wheel-python.ts';
import type { Emulator } from './emulator.ts';
import type { FoundPython } from './found-pythons.ts';
import type { WheelHost } from './wheel-host.ts';

/** What a machine has to run wheels of a platform. */
export type PlatformTests =
  | { readonly how: 'native'; readonly pythons: readonly FoundPython[] }
  | {
      readonly how: 'emulated';
      readonly emulator: Emulator;
      readonly pythons: readonly FoundPython[];
    }
  | {
      readonly how: 'none';
      /** An interpreter can be installed; another machine cannot. */
      readonly lacks: 'machine' | 'interpreter';
      /** A whole sentence. */
      readonly reason: string;
      /** Which machine can, or what to do about it. */
      readonly cure: string;
    };

/** A machine, as far as it decides which wheels run on it. */
export type TestHost = Pick<WheelHost, 'os' | 'arch' | 'libc'>;

/**
 * Natively where the machine is of the platform and its C library is not older; else under an emulator,
 * which exists for Linux alone.
 */
export function platformTests(
  platform: WheelPlatform,
  host: TestHost,
  found: readonly FoundPython[],
  emulator: Emulator | undefined,
): PlatformTests {
  const { os, libc, name } = platform;
  if (os === 'any') return { how: 'native', pythons: found };
  if (os !== hostNames[host.os]) return notHere(platform);
  const pythons = found.filter(({ arch = host.arch }) => isArch(platform, arch));
  if (os !== 'linux') {
    return pythons.length === 0 ? notHere(platform) : { how: 'native', pythons };
  }
  const isSame = host.arch === platform.arch && host.libc?.name === libc?.name;
  if (!isSame) {
    return emulator === undefined
      ? notHere(platform)
      : { how: 'emulated', emulator, pythons: emulator.pythons };
  }
  const [wanted, has] = [libc?.version, host.libc?.version];
  if (libc?.name === 'glibc' && wanted && has && compareReleases(has, wanted) < 0) {
    const reason = `Its glibc ${has.join('.')} is older than ${wanted.join('.')}, which ${name} needs.`;
    return { how: 'none', lacks: 'machine', reason, cure: 'Test it on a newer Linux.' };
  }
  return { how: 'native', pythons };
}

/** Those that the wheel and `requires-python` claim. */
export function wheelTests(
  { abi }: WheelAtom,
  tests: PlatformTests,
  requiresPython = '',
): PlatformTests {
  if (tests.how === 'none') return tests;
  const pythons = tests.pythons.filter(
    ({ python, version }) => runsOn(abi, python) && satisfies(version, requiresPython) !== false,
  );
  if (pythons.length > 0) return { ...tests, pythons };
  const where = tests.how === 'native' ? 'this machine' : 'the folder of QEMU_LD_PREFIX';
  return {
    how: 'none',
    lacks: 'interpreter',
    reason: `There is no ${wantedPython(abi, requiresPython)} on ${where}.`,
    cure:
      tests.how === 'native'
        ? `Install one, for example with \`uv python install ${abi.python?.name ?? '3'}\`.`
        : 'Install one there.',
  };
}

function wantedPython({ python, stable }: WheelAbi, requiresPython: string): string {
  if (python === undefined) return `Python ${requiresPython}`.trim();
  return `${showPython(python)}${stable === undefined ? '' : ' or later'}`;
}

const hostNames: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};

/** Tags of Windows and of Python's `platform` agree; Node has names of its own, as for macOS. */
function isArch({ os, arch }: WheelPlatform, interpreter: string): boolean {
  if (os === 'windows' && interpreter === 'x86_64') return arch === 'amd64';
  const own = os === 'macos' && interpreter === 'aarch64' ? 'arm64' : interpreter;
  return arch === 'universal2' || arch === own;
}

function notHere({ os, arch, libc }: WheelPlatform): PlatformTests {
  if (os === 'windows') {
    const runner = arch === 'arm64' ? 'windows-11-arm' : 'windows-2025';
    return none(
      `It is not Windows with a Python for ${name(arch)}.`,
      `Windows, for example on GitHub's ${runner}`,
    );
  }
  if (os === 'macos') {
    const runner = arch === 'x86_64' ? 'macos-15-intel' : 'macos-15';
    return none(
      `It is not macOS with a Python for ${arch}.`,
      `macOS, for example on GitHub's ${runner}`,
    );
  }
  const machine = `Linux on ${arch} with ${libc?.name ?? 'glibc'}`;
  return {
    how: 'none',
    lacks: 'machine',
    reason: `It is not ${machine}, and has no emulator for it.`,
    cure: `Test it on ${machine}, or install qemu-user and name a root file system with Python in QEMU_LD_PREFIX.`,
  };
}

function name(arch: string): string {
  return arch === '32' ? 'x86' : arch;
}

function none(reason: string, where: string): PlatformTests {
  return { how: 'none', lacks: 'machine', reason, cure: `Test it on ${where}.` };
}
