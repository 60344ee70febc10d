/** How a wheel is built on a machine, or why it is not; pure. */
import { compareReleases } from '../python/version.ts';
import type { WheelPlatform } from '../python/wheel-platform.ts';
import type { WheelHost } from './wheel-host.ts';

export type WheelMeans =
  | { readonly how: 'native' }
  /** The version of zig, which decides bytes. */
  | { readonly how: 'zig'; readonly zig: string }
  | {
      readonly how: 'none';
      /** A whole sentence. */
      readonly reason: string;
      /** What to do about it, or which machine can. */
      readonly cure: string;
    };

/**
 * Natively where the machine is of the platform and its C library is not newer; else with zig, which
 * links for every Linux and, without Apple's frameworks, for macOS. Windows needs Microsoft's linker.
 */
export function wheelMeans(platform: WheelPlatform, host: WheelHost): WheelMeans {
  if (platform.os === 'any') return { how: 'native' };
  if (platform.os === 'windows') return onWindows(platform, host);
  const isNative = platform.os === 'linux' ? isNativeLinux(platform, host) : host.os === 'darwin';
  if (isNative) return withTargets(platform, host, { how: 'native' });
  if (host.zig !== undefined) return withTargets(platform, host, { how: 'zig', zig: host.zig });
  const { os, libc, name } = platform;
  if (os === 'macos') {
    return none('It is not macOS and has no zig.', `Build it on macOS, or ${installZig}.`);
  }
  const version = libc?.version;
  const isOther =
    host.os !== 'linux' || host.arch !== platform.arch || host.libc?.name !== libc?.name;
  const reason =
    isOther || version === undefined
      ? `It is not ${nameOf(platform)} and has no zig.`
      : `Its glibc ${dotted(host.libc?.version)} is newer than ${dotted(version)}, which ${name} promises, and it has no zig.`;
  const image =
    version === undefined ? '' : `, as in the container quay.io/pypa/${imageOf(platform)}`;
  return none(
    reason,
    `To build it here, ${installZig}; otherwise build it on ${oldEnough(platform)}${image}.`,
  );
}

const installZig = 'run `uv add --dev ziglang`';

function onWindows(platform: WheelPlatform, host: WheelHost): WheelMeans {
  if (host.os === 'win32') return withTargets(platform, host, { how: 'native' });
  const runner = platform.arch === 'arm64' ? 'windows-11-arm' : 'windows-2025';
  return none(
    "It is not Windows, and Microsoft's linker is nowhere else.",
    `Build it on Windows, for example on GitHub's ${runner}.`,
  );
}

function withTargets({ triples }: WheelPlatform, host: WheelHost, means: WheelMeans): WheelMeans {
  const missing = triples.filter((triple) => !host.triples.includes(triple));
  if (missing.length === 0) return means;
  const list = missing.join(' and ');
  return none(`Its Rust has no target ${list}.`, `Run \`rustup target add ${missing.join(' ')}\`.`);
}

function isNativeLinux({ arch, libc }: WheelPlatform, host: WheelHost): boolean {
  if (host.os !== 'linux' || host.arch !== arch || host.libc?.name !== libc?.name) return false;
  const wanted = libc?.version;
  if (wanted === undefined || libc?.name === 'musl') return true;
  return host.libc?.version !== undefined && compareReleases(host.libc.version, wanted) <= 0;
}

function nameOf({ os, arch, libc }: WheelPlatform): string {
  return os === 'linux' ? `Linux on ${arch} with ${libc?.name ?? 'glibc'}` : os;
}

function oldEnough(platform: WheelPlatform): string {
  const { libc } = platform;
  const isBound = libc?.name === 'glibc' && libc.version !== undefined;
  return `${nameOf(platform)}${isBound ? ` ${dotted(libc.version)} or older` : ''}`;
}

function imageOf({ name }: WheelPlatform): string {
  return name.replace('manylinux_2_17_', 'manylinux2014_');
}

function dotted(version: readonly number[] | undefined): string {
  return version?.join('.') ?? '';
}

function none(reason: string, cure: string): WheelMeans {
  return { how: 'none', reason, cure };
}
