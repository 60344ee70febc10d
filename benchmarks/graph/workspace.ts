import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Library } from './library.ts';
import { cargoLock, uvLock } from './locks.ts';
import { packagesOfOthers } from './registry.ts';

/** What Nx tells a plugin of the repository. */
export interface Listing {
  /** Paths relative to the root. */
  readonly manifests: readonly string[];
  readonly projects: Readonly<Record<string, { readonly name: string; readonly root: string }>>;
}

/**
 * Writes a repository of `count` maturin libraries into `root`: a tree in which each library uses its
 * parent, as crate and as distribution, all members of one cargo workspace and of one uv workspace,
 * both with a lock.
 */
export function writeLibraries(root: string, count: number): Listing {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return path;
  };
  const libraries = Array.from({ length: count }, (_, index) => ({
    name: nameOf(index),
    root: `libs/${nameOf(index)}`,
    parent: index === 0 ? undefined : nameOf(Math.floor((index - 1) / 2)),
  }));
  write('Cargo.lock', cargoLock(libraries, packagesOfOthers));
  write('uv.lock', uvLock(libraries));
  const manifests = [
    write('Cargo.toml', cargoRoot),
    write('pyproject.toml', pyprojectRoot),
    ...libraries.flatMap((library) => {
      const { name, root: folder } = library;
      write(`${folder}/src/lib.rs`, '');
      write(`${folder}/python/${name}/__init__.py`, 'from os import path\n');
      write(`${folder}/tests/test_it.py`, `import ${name}\n`);
      return [
        write(`${folder}/Cargo.toml`, cargoManifest(library)),
        write(`${folder}/pyproject.toml`, pyproject(library)),
      ];
    }),
  ];
  return {
    manifests,
    projects: Object.fromEntries(libraries.map(({ name, root: at }) => [name, { name, root: at }])),
  };
}

const cargoRoot = [
  '[workspace]\nresolver = "2"\nmembers = ["libs/*"]',
  '[workspace.dependencies]\npyo3 = "1"\n',
].join('\n');

const pyprojectRoot = [
  '[project]\nname = "all"\nversion = "0"',
  '[tool.uv]\npackage = false',
  '[tool.uv.workspace]\nmembers = ["libs/*"]\n',
].join('\n');

function nameOf(index: number): string {
  return `lib${String(index).padStart(4, '0')}`;
}

function cargoManifest({ name, parent }: Library): string {
  return [
    `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"`,
    '[lib]\ncrate-type = ["cdylib", "rlib"]',
    '[dependencies]',
    'pyo3 = { workspace = true }',
    ...(parent === undefined ? [] : [`${parent} = { path = "../${parent}" }`]),
    '',
  ].join('\n');
}

function pyproject({ name, parent }: Library): string {
  return [
    '[build-system]\nrequires = ["maturin>=1.16,<2.0"]\nbuild-backend = "maturin"',
    `[project]\nname = "${name}"\nrequires-python = ">=3.9"\nversion = "0.1.0"`,
    `dependencies = [${parent === undefined ? '' : `"${parent}"`}]`,
    ...(parent === undefined ? [] : [`[tool.uv.sources]\n${parent} = { workspace = true }`]),
    `[tool.maturin]\nmodule-name = "${name}._${name}"\npython-source = "python"`,
    '',
  ].join('\n');
}
