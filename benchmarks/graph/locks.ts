import type { Library } from './library.ts';
import { checksum } from './registry.ts';

/** @param others packages of crates.io with what each needs. */
export function cargoLock(
  libraries: readonly Library[],
  others: Readonly<Record<string, readonly string[]>>,
): string {
  const own = libraries.map(({ name, parent }) =>
    entry(name, '0.1.0', [], [...(parent === undefined ? [] : [parent]), 'pyo3']),
  );
  const origin = [
    'source = "registry+https://github.com/rust-lang/crates.io-index"',
    `checksum = "${checksum}"`,
  ];
  const foreign = Object.entries(others).map(([name, dependencies]) =>
    entry(name, '1.0.0', origin, dependencies),
  );
  return ['version = 4', ...own, ...foreign, ''].join('\n\n');
}

function entry(
  name: string,
  version: string,
  origin: readonly string[],
  dependencies: readonly string[],
): string {
  const listed = dependencies.map((dependency) => ` "${dependency}",`);
  return [
    '[[package]]',
    `name = "${name}"`,
    `version = "${version}"`,
    ...origin,
    ...(listed.length === 0 ? [] : ['dependencies = [', ...listed, ']']),
  ].join('\n');
}

export function uvLock(libraries: readonly Library[]): string {
  const members = ['all', ...libraries.map(({ name }) => name)].map((name) => `    "${name}",`);
  const own = libraries.map(({ name, root, parent }) =>
    [
      `[[package]]\nname = "${name}"\nversion = "0.1.0"\nsource = { editable = "${root}" }`,
      ...(parent === undefined ? [] : [`dependencies = [\n    { name = "${parent}" },\n]`]),
    ].join('\n'),
  );
  return [
    'version = 1\nrevision = 3\nrequires-python = ">=3.9"',
    `[manifest]\nmembers = [\n${members.join('\n')}\n]`,
    '[[package]]\nname = "all"\nversion = "0"\nsource = { virtual = "." }',
    ...own,
    '',
  ].join('\n\n');
}
