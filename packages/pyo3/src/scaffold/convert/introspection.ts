import { findModule, type FoundModule } from '../../source/rust/find-module.ts';
import type { Correction } from '../corrections/correction.ts';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { addDependencyFeature } from '../../manifest/edit/cargo-edit.ts';
import { introspectionFeature } from '../../project/crate/crate.ts';
import { readCrateNeeds } from '../../project/crate/crate-needs.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { MaturinProject } from '../../project/folder/pyo3-project.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { booleanField } from '../../toml/fields.ts';
import { oldestIntrospectablePyo3Minor } from '../library/pyo3-releases.ts';

export interface DescribedLibrary {
  readonly project: MaturinProject;
  readonly manifests: Manifests;
  /** The minor version of pyo3: 30 for pyo3 0.30. */
  readonly pyo3Minor: number;
  /** Reads a file; `undefined` if it does not exist. */
  readonly read: (file: string) => string | undefined;
}

/** The reason why a library cannot be introspected, as a clause after its name, and the remedy. */
export interface Undescribed {
  readonly why: string;
  readonly hint: string;
}

/** `undefined` if stubs can be generated from the extension, once introspection is enabled. */
export function undescribed(library: DescribedLibrary): Undescribed | undefined {
  const { project, manifests, pyo3Minor } = library;
  const { bindings = 'pyo3', root } = project;
  const made = `but stubs can only be generated for pyo3 0.${oldestIntrospectablePyo3Minor} or newer`;
  if (bindings !== 'pyo3') return { why: `has the bindings ${bindings}, ${made}`, hint: byHand };
  if (pyo3Minor < oldestIntrospectablePyo3Minor) {
    const hint = `Raise the version of pyo3 in Cargo.toml. ${byHand}`;
    return { why: `uses pyo3 0.${pyo3Minor}, ${made}`, hint };
  }
  if (booleanField(manifests.pyproject(root)?.maturin?.table, 'strip')) {
    return {
      why: 'has `strip = true` under [tool.maturin], which removes the data that stubs are generated from',
      hint: 'Move it to Cargo.toml, for release builds only: strip = true under [profile.release].',
    };
  }
  // A module that is a function adds its items at import.
  const found = moduleOf(library);
  if (found?.module.form !== 'functional') return undefined;
  return {
    why: `has a function as its module (in ${found.source.file}), whose items cannot be introspected`,
    hint: `Write it as \`#[pymodule] mod ${found.module.rustName} { … }\`, with a \`#[pymodule_export]\` for each item.`,
  };
}

const byHand = 'Handwritten stubs are not changed.';

/**
 * A module that is not found, for example one that a macro generates, is checked when stubs are
 * generated from it.
 */
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

/** Adds the introspection feature to each pyo3 entry in the crate's manifest. */
export function describing({ crate, name }: MaturinProject, manifests: Manifests): Correction {
  const entries = readCrateNeeds(crate.root, manifests)?.dependencies ?? [];
  const paths = entries
    .filter((entry) => entry.name === 'pyo3' && entry.kind === 'normal')
    .map(({ alias, target }) => [
      ...(target === undefined ? [] : ['target', target]),
      'dependencies',
      alias,
    ]);
  return {
    file: crate.manifestPath,
    edit: (text) =>
      paths.reduce(
        (edited, path) => addDependencyFeature(edited, path, introspectionFeature),
        text,
      ),
    what: `${introspectionFeature}: nx run ${name}:stubs can generate stubs from the extension`,
  };
}
