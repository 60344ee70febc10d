/**
 * The platforms that wheels are built for, as their tags name them ("Platform compatibility tags",
 * PEP 600 and 656), and what the tools call them.
 */

/** One platform of a matrix. */
export interface WheelPlatform {
  /** The name in atoms, `manylinux_2_17_x86_64`; `manylinux2014_x86_64` is the same platform. */
  readonly name: string;
  readonly os: 'linux' | 'macos' | 'windows' | 'any';
  /** Only of Linux. */
  readonly libc?: Libc;
  /** As in the tag: `x86_64`, `aarch64`, `universal2`, `amd64` … */
  readonly arch: string;
  /** The Rust targets that are compiled: two for `universal2`, none for `any`. */
  readonly triples: readonly string[];
  /** The value of maturin's option `--target`. */
  readonly target?: string;
  /** The macOS version in the tag; absent where the tag has none. */
  readonly macos?: string;
}

export interface Libc {
  readonly name: 'glibc' | 'musl';
  /** The oldest version that the wheel runs on; absent for `linux_<arch>`. */
  readonly version?: readonly [number, number];
}

/** The names of a platform in messages. */
export const platformExamples = [
  'manylinux2014_x86_64',
  'musllinux_1_2_aarch64',
  'macosx_arm64',
  'win_amd64',
] as const;

/** `undefined` for a string that is not the tag of a platform that Rust and Python both have. */
export function parsePlatform(text: string): WheelPlatform | undefined {
  if (text === 'any') return { name: 'any', os: 'any', arch: 'any', triples: [] };
  return linuxPlatform(text) ?? macosPlatform(text) ?? windowsPlatform(text);
}

/** PEP 600: the older names of manylinux are versions of glibc. */
const legacyManylinux: Readonly<Record<string, string>> = {
  manylinux1: 'manylinux_2_5',
  manylinux2010: 'manylinux_2_12',
  manylinux2014: 'manylinux_2_17',
};

/** Rust's names of the architectures; the C library is the last word of the triple. */
const linuxTriples: Readonly<Record<string, readonly [arch: string, suffix: string]>> = {
  x86_64: ['x86_64', ''],
  aarch64: ['aarch64', ''],
  i686: ['i686', ''],
  armv7l: ['armv7', 'eabihf'],
  ppc64le: ['powerpc64le', ''],
  s390x: ['s390x', ''],
  riscv64: ['riscv64gc', ''],
};

function linuxPlatform(text: string): WheelPlatform | undefined {
  const match = /^(manylinux(?:1|2010|2014|_\d+_\d+)|musllinux_\d+_\d+|linux)_(.+)$/.exec(text);
  const [, written = '', arch = ''] = match ?? [];
  const rust = Object.hasOwn(linuxTriples, arch) ? linuxTriples[arch] : undefined;
  if (match === null || rust === undefined) return undefined;
  const standard = Object.hasOwn(legacyManylinux, written)
    ? (legacyManylinux[written] ?? written)
    : written;
  const [, family = 'linux', major, minor] = /^(\w+linux)_(\d+)_(\d+)$/.exec(standard) ?? [];
  const isMusl = family === 'musllinux';
  const target = `${rust[0]}-unknown-linux-${isMusl ? 'musl' : 'gnu'}${rust[1]}`;
  const version = major === undefined ? {} : { version: [Number(major), Number(minor)] as const };
  return {
    name: `${standard}_${arch}`,
    os: 'linux',
    arch,
    libc: { name: isMusl ? 'musl' : 'glibc', ...version },
    triples: [target],
    target,
  };
}

function macosPlatform(text: string): WheelPlatform | undefined {
  const match = /^macosx_(?:(\d+)_(\d+)_)?(x86_64|arm64|universal2)$/.exec(text);
  const [, major, minor, arch = ''] = match ?? [];
  if (match === null) return undefined;
  const intel = 'x86_64-apple-darwin';
  const arm = 'aarch64-apple-darwin';
  const triples = arch === 'universal2' ? [intel, arm] : [arch === 'arm64' ? arm : intel];
  return {
    name: text,
    os: 'macos',
    arch,
    triples,
    target: arch === 'universal2' ? 'universal2-apple-darwin' : triples[0],
    ...(major === undefined ? {} : { macos: `${major}.${String(minor)}` }),
  };
}

const windowsTriples: Readonly<Record<string, string>> = {
  win_amd64: 'x86_64-pc-windows-msvc',
  win_arm64: 'aarch64-pc-windows-msvc',
  win32: 'i686-pc-windows-msvc',
};

function windowsPlatform(text: string): WheelPlatform | undefined {
  const target = Object.hasOwn(windowsTriples, text) ? windowsTriples[text] : undefined;
  if (target === undefined) return undefined;
  const arch = text.replace(/^win_?/, '');
  return { name: text, os: 'windows', arch, triples: [target], target };
}

/**
 * Whether a tag of a built wheel is one of a platform's: macOS tags have a version that the platform
 * may leave open, and a wheel may have several tags, joined by dots.
 */
export function isTagOf({ name, os, arch, macos }: WheelPlatform, tags: string): boolean {
  return tags.split('.').some((tag) => {
    if (tag === name || parsePlatform(tag)?.name === name) return true;
    return os === 'macos' && macos === undefined && parsePlatform(tag)?.arch === arch;
  });
}
