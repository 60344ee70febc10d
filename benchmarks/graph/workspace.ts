import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a repository of `count` maturin libraries into `root`: a tree of path dependencies in which
 * each library uses its parent, all members of one cargo workspace and one uv workspace.
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
    write('Cargo.toml', '[workspace]\nresolver = "2"\nmembers = ["libs/*"]\n'),
    write(
      'pyproject.toml',
      '[project]\nname = "all"\nversion = "0"\n[tool.uv]\npackage = false\n[tool.uv.workspace]\nmembers = ["libs/*"]\n',
    ),
  ];
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

function cargoManifest(index: number): string {
  const parent = index === 0 ? undefined : nameOf(Math.floor((index - 1) / 2));
  return [
    `[package]\nname = "${nameOf(index)}"\nversion = "0.1.0"\nedition = "2021"`,
    '[lib]\ncrate-type = ["cdylib", "rlib"]',
    '[dependencies]',
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
