import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a repository of `count` maturin libraries into `root`: a tree of path dependencies in which
 * each library uses its parent, all members of one cargo workspace with a lock and of one uv
 * workspace.
 *
 * @returns the paths of its manifests, relative to `root`.
 */
export function writeLibraries(root: string, count: number): readonly string[] {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return path;
  };
  const manifests = [
    write(
      'Cargo.toml',
      '[workspace]\nresolver = "2"\nmembers = ["libs/*"]\n[workspace.dependencies]\npyo3 = "0.30"\n',
    ),
    write(
      'pyproject.toml',
      '[project]\nname = "all"\nversion = "0"\n[tool.uv]\npackage = false\n[tool.uv.workspace]\nmembers = ["libs/*"]\n',
    ),
  ];
  write('Cargo.lock', cargoLock(count));
  for (let index = 0; index < count; index += 1) {
    const folder = `libs/${nameOf(index)}`;
    manifests.push(write(`${folder}/Cargo.toml`, cargoManifest(index)));
    manifests.push(write(`${folder}/pyproject.toml`, pyproject(index)));
    write(`${folder}/src/lib.rs`, '');
    write(`${folder}/python/${nameOf(index)}/__init__.py`, 'from os import path\n');
    write(`${folder}/tests/test_it.py`, `import ${nameOf(index)}\n`);
  }
  return manifests;
}

function nameOf(index: number): string {
  return `lib${String(index).padStart(4, '0')}`;
}

function parentOf(index: number): string | undefined {
  return index === 0 ? undefined : nameOf(Math.floor((index - 1) / 2));
}

function cargoManifest(index: number): string {
  const parent = parentOf(index);
  return [
    `[package]\nname = "${nameOf(index)}"\nversion = "0.1.0"\nedition = "2021"`,
    '[lib]\ncrate-type = ["cdylib", "rlib"]',
    '[dependencies]',
    'pyo3 = { workspace = true }',
    ...(parent === undefined ? [] : [`${parent} = { path = "../${parent}" }`]),
    '',
  ].join('\n');
}

function pyproject(index: number): string {
  const name = nameOf(index);
  return [
    '[build-system]\nrequires = ["maturin>=1.16,<2.0"]\nbuild-backend = "maturin"',
    `[project]\nname = "${name}"\nrequires-python = ">=3.9"\ndynamic = ["version"]`,
    `[tool.maturin]\nmodule-name = "${name}._${name}"\npython-source = "python"`,
    '',
  ].join('\n');
}

/** What pyo3 brings along; the checksums are nobody's, since nothing is compiled. */
const others: Readonly<Record<string, readonly string[]>> = {
  libc: [],
  once_cell: [],
  'portable-atomic': [],
  'proc-macro2': ['unicode-ident'],
  pyo3: ['libc', 'once_cell', 'portable-atomic', 'pyo3-ffi', 'pyo3-macros'],
  'pyo3-build-config': ['target-lexicon'],
  'pyo3-ffi': ['libc', 'pyo3-build-config'],
  'pyo3-macros': ['proc-macro2', 'pyo3-macros-backend', 'quote', 'syn'],
  'pyo3-macros-backend': ['proc-macro2', 'pyo3-build-config', 'quote', 'syn'],
  quote: ['proc-macro2'],
  syn: ['proc-macro2', 'quote', 'unicode-ident'],
  'target-lexicon': [],
  'unicode-ident': [],
};

function cargoLock(count: number): string {
  const own = Array.from({ length: count }, (_, index) => {
    const parent = parentOf(index);
    const dependencies = [...(parent === undefined ? [] : [parent]), 'pyo3'];
    return lockEntry(nameOf(index), '0.1.0', [], dependencies);
  });
  const origin = [
    'source = "registry+https://github.com/rust-lang/crates.io-index"',
    `checksum = "${'0'.repeat(64)}"`,
  ];
  const foreign = Object.entries(others).map(([name, dependencies]) =>
    lockEntry(name, '1.0.0', origin, dependencies),
  );
  return ['version = 4', ...own, ...foreign].join('\n\n');
}

function lockEntry(
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
