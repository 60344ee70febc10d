import { join } from 'node:path';
import { generateFiles, OverwriteStrategy, type Tree } from '@nx/devkit';
import { declareFeatureFile } from '../construct/shared/declare-file.ts';
import type { RustSource } from '../../source/rust/parse.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { inheritedField } from '../../manifest/cargo/cargo.ts';
import { childPath, folderOf } from '../../project/folder/workspace-path.ts';
import { appendToArray, insertKey } from '../../toml/edit.ts';
import { findCargoHome, type CargoHome } from '../workspace/cargo-home.ts';
import { ignoreBuildFiles } from '../workspace/gitignore.ts';
import type { Library } from '../library/shape.ts';
import { templatesFor, type TemplateFolder } from '../library/templates.ts';
import { registerPlugin } from '../workspace/plugin-registration.ts';
import type { Survey } from '../workspace/repository-survey.ts';
import { joinUvWorkspace } from '../workspace/uv-membership.ts';
import { refused, type CrateSource } from './crate-source.ts';
import { testWithFeature } from './feature-targets.ts';

/** The feature of the crate that makes it an extension. */
const feature = 'python';

/**
 * Makes the crate itself an extension, behind the feature `python`: without the feature it is
 * unchanged.
 *
 * @throws Pyo3Error `option-invalid` or `file-exists` if the crate cannot contain bindings.
 */
export function writeInPlace(
  tree: Tree,
  crate: CrateSource,
  rust: RustSource,
  library: Library,
  survey: Survey,
): void {
  const module = childPath(folderOf(crate.file), 'python.rs');
  checkCrate(crate, rust, survey);
  checkRoom(tree, module, library);
  const { directory } = library;
  const home = homeOf(crate, survey);
  const folders = templatesFor(library, home, survey);
  const [extension] = folders.filter(({ folder }) => folder === `crate-${library.example}`);
  const python = folders.filter(({ folder }) => !/^(?:crate|arrays)/.test(folder));
  const hadReadme = tree.exists(childPath(directory, 'README.md'));
  for (const one of python) writeTemplates(tree, one);
  if (extension !== undefined) writeModule(tree, extension, module);
  edit(tree, crate.file, () => declareFeatureFile(rust, 'python', feature));
  edit(tree, childPath(directory, 'Cargo.toml'), (text) =>
    withoutReadme(cargoManifest(text, crate, library, home), crate, hadReadme),
  );
  edit(tree, childPath(directory, 'pyproject.toml'), (text) =>
    appendToArray(text, ['tool', 'maturin', 'features'], feature),
  );
  joinUvWorkspace(tree, directory, survey);
  registerPlugin(tree);
  ignoreBuildFiles(tree);
  testWithFeature(tree, library, feature);
}

function checkCrate(source: CrateSource, rust: RustSource, { manifests }: Survey): void {
  const { project, manifest } = source;
  const { crate, name, root } = project;
  const inherited = manifests.cargo(crate.cargoRoot)?.workspace?.package.table['edition'];
  const stated = manifest.package?.edition;
  const edition = stated === inheritedField ? inherited : stated;
  const beside = 'Omit --inPlace to create a library with the bindings beside the crate.';
  if (root === '.') throw refused(name, 'it is in the root of the repository', beside);
  if (edition === undefined || edition === '2015') {
    throw refused(name, 'it uses edition 2015, which PyO3 does not support', beside);
  }
  if (feature in manifest.features) {
    throw refused(name, `it already has a feature "${feature}"`, beside);
  }
  const inner = rust.text.match(/^#!\[.*\]/gm) ?? [];
  if (inner.some((attribute) => /\bno_std\b/.test(attribute))) {
    throw refused(name, 'it is no_std, but PyO3 requires std', beside);
  }
  if (inner.some((attribute) => /(?:forbid|deny)\(.*\bunsafe_code\b/.test(attribute))) {
    throw refused(name, 'it forbids unsafe code, which the macros of PyO3 generate', beside);
  }
}

function checkRoom(tree: Tree, module: string, { directory, publicModule }: Library): void {
  const test = `tests/test_${publicModule.replaceAll('.', '_')}.py`;
  const inTheWay = [
    module,
    childPath(folderOf(module), 'python/mod.rs'),
    ...['pyproject.toml', 'python', test].map((name) => childPath(directory, name)),
  ].find((path) => tree.exists(path));
  if (inTheWay === undefined) return;
  throw new Pyo3Error({
    code: 'file-exists',
    message: `"${inTheWay}" already exists, but the bindings must be placed there.`,
    hint: 'Omit --inPlace for a library beside the crate, or move the file elsewhere.',
  });
}

/** The crate keeps its cargo workspace, or is a workspace of its own. */
function homeOf({ project: { crate } }: CrateSource, survey: Survey): CargoHome {
  const home = findCargoHome(crate.root, survey);
  return home.folder === crate.cargoRoot ? home : { folder: crate.cargoRoot };
}

/** The crate's README is kept. */
function writeTemplates(tree: Tree, { folder, into, values }: TemplateFolder): void {
  generateFiles(
    tree,
    join(import.meta.dirname, '../../generators/library/files', folder),
    into,
    values,
    {
      overwriteStrategy: OverwriteStrategy.KeepExisting,
    },
  );
}

/** The root file of a generated library's crate is a module of this crate. */
function writeModule(tree: Tree, template: TemplateFolder, module: string): void {
  const aside = childPath(template.into, '.nx-pyo3/add-python');
  writeTemplates(tree, { ...template, into: aside });
  tree.rename(`${aside}/src/lib.rs`, module);
}

function cargoManifest(
  before: string,
  { manifest, types }: CrateSource,
  { pyo3Version }: Library,
  { workspace }: CargoHome,
): string {
  const isShared = workspace?.dependencies.some(({ alias }) => alias === 'pyo3') ?? false;
  const origin = isShared ? { workspace: true } : { version: pyo3Version };
  const key = 'crate_type' in libOf(manifest.document) ? 'crate_type' : 'crate-type';
  const written = manifest.lib?.crateType ?? [];
  const missing = [
    ...(types.includes('cdylib') ? [] : ['cdylib']),
    ...(written.some((type) => type === 'lib' || type === 'rlib') ? [] : ['rlib']),
  ];
  const typed =
    written.length === 0
      ? insertKey(before, ['lib'], key, ['cdylib', 'rlib'])
      : missing.reduce((text, type) => appendToArray(text, ['lib', key], type), before);
  const dependent = insertKey(
    typed,
    ['dependencies'],
    'pyo3',
    { ...origin, optional: true },
    { sorted: true },
  );
  return insertKey(dependent, ['features'], feature, ['dep:pyo3'], { sorted: true });
}

/**
 * cargo would use the README of the Python package, which is beside its manifest, for the crate.
 */
function withoutReadme(text: string, { manifest }: CrateSource, hadReadme: boolean): string {
  if (hadReadme || manifest.package?.readme !== undefined) return text;
  return insertKey(text, ['package'], 'readme', false);
}

function libOf(document: CrateSource['manifest']['document']): object {
  const lib = document['lib'];
  return typeof lib === 'object' ? lib : {};
}

function edit(tree: Tree, file: string, change: (text: string) => string): void {
  tree.write(file, change(tree.read(file, 'utf-8') ?? ''));
}
