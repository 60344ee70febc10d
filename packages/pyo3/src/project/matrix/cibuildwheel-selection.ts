/** What cibuildwheel's settings say of a wheel of our matrix (its documentation, "Options"). */
import type { CibuildwheelSettings } from '../../manifest/pyproject/cibuildwheel.ts';
import { parsePlatform, type WheelPlatform } from '../../python/wheel-platform.ts';
import { hasFreeThreading, knownMinors, type WheelAbi } from '../../python/wheel-python.ts';
import { matchesShell } from './shell-pattern.ts';

/** The platforms of its `archs` and images; `defaults` for what says `auto` or nothing. */
export function platformsOf(
  { archs, images }: CibuildwheelSettings,
  defaults: readonly WheelPlatform[],
): readonly WheelPlatform[] {
  return (['linux', 'macos', 'windows'] as const).flatMap((os) => {
    const ofOs = defaults.filter((platform) => platform.os === os);
    const stated = archs[os]?.filter((arch) => !automatic.has(arch)) ?? [];
    const isDefault = archs[os] === undefined || stated.length < archs[os].length;
    const named = stated.flatMap((arch) => namesOf(os, arch)).map(parsePlatform);
    const all = [...(isDefault ? ofOs : []), ...named].filter((one) => one !== undefined);
    return uniqueByName(all.map((platform) => withImage(platform, images)));
  });
}

/** Whether it would build the wheel: by `build` and `skip`, whose patterns are those of a shell. */
export function isSelected(
  { build, skip }: CibuildwheelSettings,
  abi: WheelAbi,
  platform: WheelPlatform,
): boolean {
  if (abi.python === undefined) return true;
  const suffix = identifierSuffix(platform);
  return pythonsOf(abi).some((python) => {
    const identifier = `${python}-${suffix}`;
    const isBuilt = build === undefined || matchesShell(build, identifier);
    return isBuilt && !matchesShell(skip, identifier);
  });
}

/** Architectures that depend on the machine, of which a matrix has none. */
const automatic: ReadonlySet<string> = new Set(['auto', 'auto64', 'auto32', 'native', 'all']);

function namesOf(os: 'linux' | 'macos' | 'windows', arch: string): readonly string[] {
  if (os === 'linux') return [`manylinux2014_${arch}`, `musllinux_1_2_${arch}`];
  if (os === 'macos') return [`macosx_${arch}`];
  const lower = arch.toLowerCase();
  return [lower === 'x86' ? 'win32' : `win_${lower}`];
}

function withImage(
  platform: WheelPlatform,
  images: Readonly<Record<string, string>>,
): WheelPlatform {
  const image = images[identifierSuffix(platform).replace('_', '-')];
  return (image && parsePlatform(`${image}_${platform.arch}`)) || platform;
}

/** `manylinux_x86_64` of `cp312-manylinux_x86_64`. */
function identifierSuffix({ name, libc, arch, os }: WheelPlatform): string {
  if (libc !== undefined) return `${libc.name === 'musl' ? 'musllinux' : 'manylinux'}_${arch}`;
  return os === 'macos' ? `macosx_${arch}` : name;
}

/** A wheel of the stable ABI is built with any of the interpreters that can import it. */
function pythonsOf({ tag, stable, python }: WheelAbi): readonly string[] {
  if (stable === undefined || python === undefined) return [tag];
  const minors = knownMinors.filter((minor) => minor >= python.minor);
  return minors.flatMap((minor) => [
    `cp3${String(minor)}`,
    ...(stable === 'abi3t' && hasFreeThreading(minor) ? [`cp3${String(minor)}t`] : []),
  ]);
}

function uniqueByName(platforms: readonly WheelPlatform[]): readonly WheelPlatform[] {
  return [...new Map(platforms.map((platform) => [platform.name, platform])).values()];
}
