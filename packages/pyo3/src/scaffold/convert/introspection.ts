import { findModule, type FoundModule } from '../../source/rust/find-module.ts';
import type { Correction } from '../corrections/correction.ts';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { addDependencyFeature } from '../../manifest/edit/cargo-edit.ts';
import { introspectionFeature } from '../../project/folder/crate.ts';
import { readCrateNeeds } from '../../project/folder/crate-needs.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { MaturinProject } from '../../project/folder/pyo3-project.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { booleanField } from '../../toml/fields.ts';
import { oldestIntrospectablePyo3Minor } from '../library/pyo3-releases.ts';

export interface DescribedLibrary {
  readonly project: MaturinProject;
  readonly manifests: Manifests;
  /** 30 of pyo3 0.30. */
  readonly pyo3Minor: number;
  /** By the path of a file; `undefined` when there is none. */
  readonly read: (file: string) => string | undefined;
}

/** Why a library cannot describe itself, as a clause after its name, and what to do. */
export interface Undescribed {
  readonly why: string;
  readonly hint: string;
}

/** `undefined` when stubs can be made from the extension, once it describes itself. */
export function undescribed(library: DescribedLibrary): Undescribed | undefined {
  const { project, manifests, pyo3Minor } = library;
  const { bindings = 'pyo3', root } = project;
  const made = `and stubs are made from extensions of pyo3 0.${oldestIntrospectablePyo3Minor} or newer`;
  if (bindings !== 'pyo3') return { why: `has the bindings ${bindings}, ${made}`, hint: byHand };
  if (pyo3Minor < oldestIntrospectablePyo3Minor) {
    const hint = `Raise the version of pyo3 in Cargo.toml. ${byHand}`;
    return { why: `uses pyo3 0.${pyo3Minor}, ${made}`, hint };
  }
  if (booleanField(manifests.pyproject(root)?.maturin?.table, 'strip')) {
    return {
      why: 'has `strip = true` under [tool.maturin], which takes away what stubs are made from',
      hint: 'Move it to Cargo.toml, for releases only: strip = true under [profile.release].',
    };
  }
  // What a module that is a function adds, it adds when it is imported.
  const found = moduleOf(library);
  if (found?.module.form !== 'functional') return undefined;
  return {
    why: `has a module that is a function (in ${found.source.file}), which does not say what it adds`,
    hint: `Write it as \`#[pymodule] mod ${found.module.rustName} { … }\`, with \`#[pymodule_export]\` of what it has.`,
  };
}

const byHand = 'Stubs that are written by hand stay as they are.';

/** A module that is not found, as one that a macro makes, is looked at when stubs are made from it. */
function moduleOf({ project, manifests, read }: DescribedLibrary): FoundModule | undefined {
  const { crate, extension } = project;
  const file = childPath(crate.root, manifests.cargo(crate.root)?.lib?.path ?? 'src/lib.rs');
  try {
    return findModule(file, extension.initName, read);
  } catch (error) {
    if (isPyo3Error(error)) return undefined;
    throw error;
  }
}

/** The feature by which a library describes itself, for each entry of pyo3 in the crate's manifest. */
export function describing({ crate, name }: MaturinProject, manifests: Manifests): Correction {
  const entries = readCrateNeeds(crate.root, manifests)?.dependencies ?? [];
  const paths = entries
    .filter((entry) => entry.name === 'pyo3' && entry.kind === 'normal')
    .map(({ alias, target }) => [
      ...(target === undefined ? [] : ['target', target]),
      ...['dependencies', alias],
    ]);
  return {
    file: crate.manifestPath,
    edit: (text) =>
      paths.reduce(
        (edited, path) => addDependencyFeature(edited, path, introspectionFeature),
        text,
      ),
    what: `${introspectionFeature}: stubs are made from the extension, by nx run ${name}:stubs`,
  };
}
