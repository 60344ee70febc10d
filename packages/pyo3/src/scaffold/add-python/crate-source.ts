import type { Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import { readCrateNeeds } from '../../project/crate/crate-needs.ts';
import { libraryName, libraryTypes } from '../../project/crate/library-crate.ts';
import type { CrateProject, Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { resolvePath } from '../../project/folder/workspace-path.ts';
import type { Survey } from '../workspace/repository-survey.ts';

/** A crate with a library that is not yet visible in Python. */
export interface CrateSource {
  readonly project: CrateProject;
  readonly manifest: CargoManifest;
  /** The crate types of its library. */
  readonly types: readonly string[];
  /** The name of its library in Rust. */
  readonly identifier: string;
  /** Its root file, and the content of that. */
  readonly file: string;
  readonly text: string;
}

/** @throws Pyo3Error `option-invalid` for a project that is not such a crate. */
export function crateSource(tree: Tree, project: Pyo3Project, { manifests }: Survey): CrateSource {
  const { name } = project;
  if (project.kind !== 'crate') {
    const isBuilt = project.kind === 'maturin' || project.kind === 'setuptools-rust';
    throw refused(name, isBuilt ? 'it already builds a Python extension' : 'it is not a crate');
  }
  const { crate } = project;
  const needs = readCrateNeeds(crate.root, manifests);
  const types = libraryTypes(crate, manifests);
  if (needs?.dependencies.some((one) => one.name === 'pyo3' && one.kind === 'normal')) {
    throw refused(name, 'it already depends on pyo3');
  }
  if (needs === undefined || types.length === 0) {
    throw refused(
      name,
      'it has only binaries and no library',
      'Move the functions that Python should call to src/lib.rs.',
    );
  }
  const { manifest } = needs;
  if (manifest.lib?.procMacro) throw refused(name, 'it is a procedural macro');
  const file = resolvePath(crate.root, manifest.lib?.path ?? 'src/lib.rs');
  const text = file === undefined ? null : tree.read(file, 'utf-8');
  if (file === undefined || text === null) {
    throw refused(name, `${file ?? manifest.lib?.path ?? 'src/lib.rs'} does not exist`);
  }
  const identifier = libraryName(crate, manifests);
  return { project, manifest, types, identifier, file, text };
}

/** The error for a project that cannot get bindings. */
export function refused(
  name: string,
  why: string,
  hint = 'Name a crate with a library: nx g pyo3:add-python mycrate',
): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" cannot get Python bindings: ${why}.`,
    hint,
  });
}
