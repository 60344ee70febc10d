import { posix } from 'node:path';
import type { CargoDependency } from '../../manifest/cargo/cargo-dependency.ts';
import { compareCargoReleases, parseRelease } from '../../manifest/cargo/cargo-version.ts';
import { renderValue } from '../../toml/render-value.ts';
import type { CargoHome } from '../workspace/cargo-home.ts';
import type { Library } from './shape.ts';

/** The first rustc with edition 2024; pyo3 0.30 requires it, too. */
const rustVersion = '1.85';

/** Fields that a workspace can share with all its crates, in the usual order of a manifest. */
const inheritable = ['authors', 'license', 'license-file', 'repository', 'homepage'] as const;

/** The lines of `[package]` below the name; fields of `[workspace.package]` are inherited. */
export function packageFields({ workspace }: CargoHome): string {
  const shared = workspace?.package.table ?? {};
  const field = (key: string, value: string) =>
    key in shared ? `${key}.workspace = true` : `${key} = ${renderValue(value)}`;
  return [
    field('version', '0.1.0'),
    field('edition', editionFor(workspace?.package.rustVersion)),
    field('rust-version', rustVersion),
    ...inheritable.filter((key) => key in shared).map((key) => `${key}.workspace = true`),
  ].join('\n');
}

/** A workspace whose `rust-version` is older than edition 2024 cannot use that edition. */
function editionFor(promised: string | undefined): string {
  const release = promised === undefined ? undefined : parseRelease(promised);
  const first = parseRelease(rustVersion);
  if (release === undefined || first === undefined) return '2024';
  return compareCargoReleases(release, first) < 0 ? '2021' : '2024';
}

/** The lines of `[dependencies]`; entries of `[workspace.dependencies]` are inherited. */
export function cargoDependencies(library: Library, { workspace }: CargoHome): string {
  const { abi3, numpy, pyo3, pyo3Version } = library;
  const shared = workspace?.dependencies ?? [];
  const features = abi3 === undefined ? [] : [`abi3-py3${abi3}`];
  return [
    ...(numpy ? [dependency('numpy', pyo3.series, [], shared)] : []),
    dependency('pyo3', pyo3Version, features, shared),
  ].join('\n');
}

function dependency(
  name: string,
  version: string,
  features: readonly string[],
  shared: readonly CargoDependency[],
): string {
  const isShared = shared.some(({ alias }) => alias === name);
  if (isShared && features.length === 0) return `${name}.workspace = true`;
  if (features.length === 0) return `${name} = ${renderValue(version)}`;
  const origin: Readonly<Record<string, string | boolean>> = isShared
    ? { workspace: true }
    : { version };
  return `${name} = ${renderValue({ ...origin, features })}`;
}

/**
 * The build inputs of the extension, relative to the library's folder: uv rebuilds it if one of
 * them changes (uv's `cache-keys`).
 */
export function cacheKeys(
  { directory, crateDirectory }: Library,
  home: CargoHome,
): readonly string[] {
  const crate = posix.relative(directory, crateDirectory);
  const cargoRoot = posix.relative(directory, home.folder);
  return [
    'pyproject.toml',
    posix.join(crate, 'Cargo.toml'),
    posix.join(crate, 'src/**/*.rs'),
    posix.join(cargoRoot, 'Cargo.toml'),
    posix.join(cargoRoot, 'Cargo.lock'),
  ];
}
