/**
 * What a build backend makes a distribution's metadata from.
 */
import { createHash } from 'node:crypto';
import type { FileReader } from '../files/file-reader.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { namedTexts } from '../project/distribution/metadata-texts.ts';
import { cratesOf, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import { childPath, enclosingFolders } from '../project/folder/workspace-path.ts';
import { tableField } from '../toml/fields.ts';

/**
 * A digest that changes when the metadata of the project's distribution may change: manifests, what
 * a crate inherits, readme and licences, and the names of the packages, of which some backends make
 * a list. Rather too much is in it than too little: what follows is one install of tenths of a second.
 *
 * @throws Pyo3Error what reading the manifests throws.
 */
export function metadataDigest(project: Pyo3Project, manifests: Manifests): string {
  const { reader } = manifests;
  const digest = createHash('sha256');
  for (const file of metadataFiles(project, manifests)) {
    digest.update(`${JSON.stringify([file, reader.read(file)])}\n`);
  }
  const inherited = cratesOf(project).map(
    ({ cargoRoot }) =>
      tableField(tableField(manifests.cargo(cargoRoot)?.document, 'workspace'), 'package') ?? null,
  );
  digest.update(JSON.stringify(inherited));
  digest.update(JSON.stringify(packageNames(project, reader)));
  return digest.digest('hex');
}

/** Digest of the uv.lock around a folder, `''` where there is none. */
export function lockDigest(folder: string, reader: FileReader): string {
  for (const ancestor of enclosingFolders(folder)) {
    const text = reader.read(childPath(ancestor, 'uv.lock'));
    if (text !== undefined) return createHash('sha256').update(text).digest('hex');
  }
  return '';
}

function metadataFiles(project: Pyo3Project, manifests: Manifests): readonly string[] {
  const { reader } = manifests;
  const own = ['pyproject.toml', 'setup.cfg', 'setup.py'].map((name) =>
    childPath(project.root, name),
  );
  const crates = cratesOf(project);
  const folders = new Set([
    project.root,
    ...crates.flatMap(({ root, cargoRoot }) => [root, cargoRoot]),
  ]);
  const usual = [...folders].flatMap((folder) =>
    reader
      .list(folder)
      .filter((name) => usualText.test(name))
      .map((name) => childPath(folder, name)),
  );
  const named = namedTexts(project, manifests);
  const all = [...own, ...crates.map(({ manifestPath }) => manifestPath), ...usual, ...named];
  return [...new Set(all)].filter((file) => reader.isFile(file)).sort();
}

/** Found by backends without being named (PEP 639, Cargo's `readme`). */
const usualText = /^(readme|licen[cs]e|copying|notice|authors)/i;

/** Top-level packages and modules: setuptools lists them in an editable install of a flat layout. */
function packageNames(project: Pyo3Project, reader: FileReader): readonly string[] {
  if (project.kind === 'maturin') return [];
  return [project.root, childPath(project.root, 'src')].flatMap((folder) =>
    reader
      .list(folder)
      .filter(
        (name) => name.endsWith('.py') || reader.isFile(childPath(folder, name, '__init__.py')),
      )
      .map((name) => childPath(folder, name)),
  );
}
