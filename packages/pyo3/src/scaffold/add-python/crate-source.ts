import type { Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import { readCrateNeeds } from '../../project/folder/crate-needs.ts';
import { libraryName, libraryTypes } from '../../project/folder/library-crate.ts';
import type { CrateProject, Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { resolvePath } from '../../project/folder/workspace-path.ts';
import type { Survey } from '../workspace/repository-survey.ts';

/** A crate with a library that Python does not see yet. */
export interface CrateSource {
  readonly project: CrateProject;
  readonly manifest: CargoManifest;
  /** Crate types of its library. */
  readonly types: readonly string[];
  /** What Rust calls its library. */
  readonly identifier: string;
  /** Its first file, and the text of that. */
  readonly file: string;
  readonly text: string;
}

/** @throws Pyo3Error `option-invalid` for a project that is no such crate. */
export function crateSource(tree: Tree, project: Pyo3Project, { manifests }: Survey): CrateSource {
  const { name } = project;
  if (project.kind !== 'crate') {
    const isBuilt = project.kind === 'maturin' || project.kind === 'setuptools-rust';
    throw refused(name, isBuilt ? 'it is built for Python already' : 'it is no crate');
  }
  const { crate } = project;
  const needs = readCrateNeeds(crate.root, manifests);
  const types = libraryTypes(crate, manifests);
  if (needs?.dependencies.some((one) => one.name === 'pyo3' && one.kind === 'normal')) {
    throw refused(name, 'it depends on pyo3 already');
  }
  if (needs === undefined || types.length === 0) {
    throw refused(
      name,
      'it has no library, only programs',
      'Move what Python shall call to src/lib.rs.',
    );
  }
  const { manifest } = needs;
  if (manifest.lib?.procMacro) throw refused(name, 'it is a procedural macro');
  const file = resolvePath(crate.root, manifest.lib?.path ?? 'src/lib.rs');
  const text = file === undefined ? null : tree.read(file, 'utf-8');
  if (file === undefined || text === null) {
    throw refused(name, `there is no ${file ?? manifest.lib?.path ?? 'src/lib.rs'}`);
  }
  const identifier = libraryName(crate, manifests);
  return { project, manifest, types, identifier, file, text };
}

/** What stands in the way of bindings. */
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
