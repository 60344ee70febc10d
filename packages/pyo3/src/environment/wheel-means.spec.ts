import { describe, expect, it } from '@jest/globals';
import { parsePlatform } from '../python/wheel-platform.ts';
import type { WheelHost } from './wheel-host.ts';
import { wheelMeans, type WheelMeans } from './wheel-means.ts';

const debian: WheelHost = {
  os: 'linux',
  arch: 'x86_64',
  libc: { name: 'glibc', version: [2, 36] },
  triples: ['x86_64-unknown-linux-gnu'],
};
const withZig: WheelHost = {
  ...debian,
  zig: '0.17.1',
  triples: ['x86_64-unknown-linux-gnu', 'aarch64-unknown-linux-gnu', 'aarch64-apple-darwin'],
};
const container: WheelHost = { ...debian, libc: { name: 'glibc', version: [2, 17] } };
const alpine: WheelHost = {
  ...debian,
  libc: { name: 'musl' },
  triples: ['x86_64-unknown-linux-musl'],
};
const mac: WheelHost = {
  os: 'darwin',
  arch: 'aarch64',
  triples: ['aarch64-apple-darwin'],
};
const windows: WheelHost = { os: 'win32', arch: 'x86_64', triples: ['x86_64-pc-windows-msvc'] };

function means(name: string, host: WheelHost): WheelMeans {
  const platform = parsePlatform(name);
  if (platform === undefined) throw new Error(name);
  return wheelMeans(platform, host);
}

describe('how a machine builds a wheel', () => {
  it.each<[string, string, WheelHost, WheelMeans['how']]>([
    ['glibc that is not newer', 'manylinux_2_17_x86_64', container, 'native'],
    ['glibc that is newer', 'manylinux_2_17_x86_64', debian, 'none'],
    ['a newer promise', 'manylinux_2_36_x86_64', debian, 'native'],
    ['no promise', 'linux_x86_64', debian, 'native'],
    ['zig for an older glibc', 'manylinux_2_17_x86_64', withZig, 'zig'],
    ['zig for another architecture', 'manylinux_2_17_aarch64', withZig, 'zig'],
    ['zig without the Rust target', 'musllinux_1_2_x86_64', withZig, 'none'],
    ['musl at home', 'musllinux_1_2_x86_64', alpine, 'native'],
    ['glibc on musl', 'manylinux_2_17_x86_64', alpine, 'none'],
    ['macOS with zig', 'macosx_arm64', withZig, 'zig'],
    ['macOS at home', 'macosx_arm64', mac, 'native'],
    ['both halves of universal2', 'macosx_universal2', mac, 'none'],
    ['Windows with zig', 'win_amd64', withZig, 'none'],
    ['Windows at home', 'win_amd64', windows, 'native'],
    ['every platform', 'any', windows, 'native'],
  ])('%s: %s', (_name, platform, host, expected) => {
    expect(means(platform, host).how).toBe(expected);
  });

  it('is said with the machine that can, where it cannot', () => {
    expect(means('manylinux2014_x86_64', debian)).toEqual({
      how: 'none',
      reason:
        'Its glibc 2.36 is newer than 2.17, which manylinux_2_17_x86_64 promises, and it has no zig.',
      cure: 'To build it here, run `uv add --dev ziglang`; otherwise build it on Linux on x86_64 with glibc 2.17 or older, as in the container quay.io/pypa/manylinux2014_x86_64.',
    });
    expect(means('win_arm64', mac)).toMatchObject({
      cure: "Build it on Windows, for example on GitHub's windows-11-arm.",
    });
    expect(means('macosx_universal2', mac)).toMatchObject({
      reason: 'Its Rust has no target x86_64-apple-darwin.',
      cure: 'Run `rustup target add x86_64-apple-darwin`.',
    });
  });
});
