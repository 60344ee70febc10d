import type { FileReader } from '../../files/file-reader.ts';
/**
 * What a folder is, by its manifests.
 */
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { readPackageSettings } from '../../manifest/pyproject/package-settings.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { ownCargoFiles, readCrate } from '../crate/crate.ts';
import { cargoManifestPath, extensionOf, packedBeside } from '../distribution/layout.ts';
import type { Manifests } from '../folder/manifests.ts';
import { readDeclaredInputs } from '../folder/declared-inputs.ts';
import {
  cratesOf,
  type Crate,
  type CrateProject,
  type Distribution,
  type MaturinProject,
  type PythonProject,
  type Pyo3Project,
  type SetuptoolsRustProject,
} from '../folder/pyo3-project.ts';
import { withoutControl } from './names.ts';
import { findTestPaths } from '../settings/test-paths.ts';
import { findTypeChecker } from '../settings/type-checker.ts';
import { childPath, folderOf, resolvePath } from '../folder/workspace-path.ts';

/**
 * The project that a folder's manifests make, under the name that they ask for; `undefined` when
 * they make none: no manifest, a virtual Cargo.toml, a pyproject.toml with nothing but settings.
 *
 * @throws Pyo3Error `toml-syntax`, `manifest-invalid` or `manifest-unreadable`.
 */
export function detectProject(root: string, manifests: Manifests): Pyo3Project | undefined {
  const project = detectKind(root, manifests);
  if (project === undefined) return undefined;
  const folders = [root, ...cratesOf(project).map((crate) => crate.root)];
  const declared = readDeclaredInputs(folders, manifests);
  const cargoFiles = cratesOf(project).length > 0 ? ownCargoFiles(root, manifests.reader) : [];
  const isEmpty = Object.values(declared).every((list) => list.length === 0);
  return {
    ...project,
    ...(isEmpty ? {} : { declared }),
    ...(cargoFiles.length > 0 ? { cargoFiles } : {}),
    ...(root === '.' && namesDocs(folders, manifests) ? { readsDocs: true } : {}),
  };
}

/** Only a project in the root has the folder of the repository's documentation in its own. */
function namesDocs(folders: readonly string[], { reader }: Manifests): boolean {
  const files = [
    'pyproject.toml',
    'Cargo.toml',
    'setup.cfg',
    'setup.py',
    'MANIFEST.in',
    'build.rs',
  ];
  return folders.some((folder) =>
    files.some((name) => /\bdocs\b(?!\.rs)/.test(textOf(childPath(folder, name), reader))),
  );
}

/** Of what cannot be read, its own reader says so. */
function textOf(path: string, reader: FileReader): string {
  try {
    return reader.read(path) ?? '';
  } catch {
    return '';
  }
}

function detectKind(root: string, manifests: Manifests): Pyo3Project | undefined {
  const pyproject = manifests.pyproject(root);
  if (pyproject !== undefined) {
    const backend = rustBackend(pyproject);
    if (backend === 'maturin') return maturinProject(root, pyproject, manifests);
    if (backend === 'setuptools-rust') return setuptoolsRustProject(root, pyproject, manifests);
  }
  const manifest = manifests.cargo(root);
  const crate = manifest?.package && readCrate(root, manifest, manifests);
  if (pyproject?.project?.name === undefined) return crate && crateProject(root, crate);
  return crate && isVirtual(pyproject)
    ? { ...crateProject(root, crate), ...pythonParts(root, pyproject, crate.name, manifests) }
    : pythonProject(root, pyproject, crate, manifests);
}

/**
 * maturin by its table, its backend or its place in `requires` (a backend of one's own may wrap it);
 * setuptools-rust by its table or in `requires`.
 */
function rustBackend(pyproject: Pyproject): 'maturin' | 'setuptools-rust' | undefined {
  const backend = pyproject.buildSystem?.buildBackend;
  const requires = (pyproject.buildSystem?.requires ?? []).map(
    (text) => parseRequirement(text)?.normalizedName,
  );
  if (backend === 'maturin') return 'maturin';
  if (pyproject.setuptoolsRust || requires.includes('setuptools-rust')) return 'setuptools-rust';
  if (requires.includes('maturin')) return 'maturin';
  return pyproject.maturin && pyproject.buildSystem === undefined ? 'maturin' : undefined;
}

function maturinProject(root: string, pyproject: Pyproject, manifests: Manifests): MaturinProject {
  const { reader } = manifests;
  const path = cargoManifestPath(root, pyproject, reader);
  const folder = path === undefined ? undefined : folderOf(path);
  const manifest = folder === undefined ? undefined : manifests.cargo(folder);
  if (folder === undefined || manifest?.package === undefined) {
    throw noCrate(root, pyproject, path, manifest !== undefined);
  }
  const crate = readCrate(folder, manifest, manifests);
  const parts = pythonParts(root, pyproject, crate.name, manifests);
  const extension = extensionOf(root, pyproject, manifest, reader);
  const packed = packedBeside(root, extension, pyproject);
  return {
    kind: 'maturin',
    name: parts.distribution.name,
    root,
    crate,
    ...parts,
    extension,
    bindings: pyproject.maturin?.bindings,
    ...(packed.length === 0 ? {} : { packed }),
  };
}

function noCrate(
  root: string,
  pyproject: Pyproject,
  path: string | undefined,
  exists: boolean,
): Pyo3Error {
  const shown = path ?? pyproject.maturin?.manifestPath ?? 'Cargo.toml';
  return new Pyo3Error({
    code: 'manifest-invalid',
    message: exists
      ? `maturin builds this project, but ${shown} has no [package].`
      : `maturin builds this project, but ${shown} does not exist.`,
    location: { file: childPath(root, 'pyproject.toml') },
    hint: 'Name the crate\'s manifest under [tool.maturin]: manifest-path = "rust/Cargo.toml".',
  });
}

function setuptoolsRustProject(
  root: string,
  pyproject: Pyproject,
  manifests: Manifests,
): SetuptoolsRustProject {
  const { extModules = [], bins = [] } = pyproject.setuptoolsRust ?? {};
  const stated = [...extModules, ...bins].map(({ path }) => path ?? 'Cargo.toml');
  const folders = [...stated, 'Cargo.toml']
    .map((path) => resolvePath(root, path))
    .filter((path) => path !== undefined)
    .map(folderOf);
  const crates = [...new Set(folders)].flatMap((folder): readonly Crate[] => {
    const manifest = manifests.cargo(folder);
    return manifest?.package ? [readCrate(folder, manifest, manifests)] : [];
  });
  const parts = pythonParts(root, pyproject, crates[0]?.name ?? folderName(root), manifests);
  const modules = extModules.map(({ target }) => target);
  return {
    kind: 'setuptools-rust',
    name: parts.distribution.name,
    root,
    crates,
    modules,
    ...parts,
  };
}

function crateProject(root: string, crate: Crate): CrateProject {
  return { kind: 'crate', name: crate.name, root, crate, testPaths: [] };
}

function pythonProject(
  root: string,
  pyproject: Pyproject,
  crate: Crate | undefined,
  manifests: Manifests,
): PythonProject {
  const parts = pythonParts(root, pyproject, folderName(root), manifests);
  return {
    kind: 'python',
    name: parts.distribution.name,
    root,
    ...parts,
    virtual: isVirtual(pyproject),
    ...(crate === undefined ? {} : { crate }),
  };
}

/** What every project with a `[project]` has; `fallback` is the name where that states none. */
function pythonParts(
  root: string,
  pyproject: Pyproject,
  fallback: string,
  manifests: Manifests,
): Pick<PythonProject, 'distribution' | 'testPaths' | 'typeChecker'> {
  return {
    distribution: distributionOf(pyproject, fallback),
    testPaths: findTestPaths(root, manifests),
    typeChecker: findTypeChecker(root, manifests),
  };
}

/** uv's rule: `[tool.uv] package`, else whether there is a `[build-system]`. */
function isVirtual(pyproject: Pyproject): boolean {
  return !(pyproject.uv.package ?? pyproject.buildSystem !== undefined);
}

function distributionOf(pyproject: Pyproject, fallback: string): Distribution {
  const name = pyproject.project?.name ?? fallback;
  const backend = pyproject.buildSystem?.buildBackend;
  const packages = readPackageSettings(pyproject.tool, backend, name);
  const isStated = Object.values(packages).some((value) => value !== undefined);
  return {
    name,
    normalizedName: normalizeDistributionName(name),
    pyprojectPath: pyproject.file,
    requiresPython: pyproject.project?.requiresPython,
    ...(isStated ? { packages } : {}),
  };
}

function folderName(root: string): string {
  return root === '.' ? 'workspace' : withoutControl(root.split('/').at(-1) ?? root);
}
