/**
 * The domain: what one folder of the repository is, as plain data.
 *
 * Paths are relative to the workspace root, separated by `/`; the root is `'.'`.
 */

import type { WorkspacePath } from '../../files/paths.ts';
import type { PackageSettings } from '../../manifest/pyproject/package-settings.ts';
import type { DeclaredInputs } from './declared-inputs.ts';

/** A Cargo package. */
export interface Crate {
  /** `[package] name`. */
  readonly name: string;
  readonly manifestPath: WorkspacePath;
  /** Folder of the manifest. */
  readonly root: WorkspacePath;
  /** Folder of the cargo workspace's root manifest; the crate's own folder when it is in none. */
  readonly cargoRoot: WorkspacePath;
  /** `[package] rust-version` (inherited or own), when the crate states one. */
  readonly rustVersion?: string;
  /** Version requirement of the `pyo3` dependency, when it has one (inherited or own). */
  readonly pyo3Requirement?: string;
  /**
   * True when pyo3's feature `experimental-inspect` is on (by the dependency, inherited or own): the
   * extension then says what is in it, and stubs can be made from that.
   */
  readonly introspectable?: true;
  /**
   * Of `tests`, `benches` and `examples` those in which the library, a program or the build script
   * has its file; absent when none has.
   */
  readonly compiledFolders?: readonly string[];
  /**
   * How cargo is told which package is meant: `name@version` where the lock file has another package
   * of that name, or where there is none yet; absent where the name says it.
   */
  readonly packageId?: string;
  /** True when its build script may read any file of the package (see `scriptReadsPackage`). */
  readonly scriptReadsPackage?: true;
}

/** A Python package as installers know it. */
export interface Distribution {
  /** `[project] name`, or the crate's name where `[project]` is absent; as written. */
  readonly name: string;
  /** `name` after PEP 503 normalisation. */
  readonly normalizedName: string;
  readonly pyprojectPath: WorkspacePath;
  /** `[project] requires-python`, when stated. */
  readonly requiresPython?: string;
  /** What the settings of the build backend say of its packages; absent when that is nothing. */
  readonly packages?: PackageSettings;
}

/**
 * Where the compiled module of a maturin project belongs by the rules of maturin's project layout
 * (maturin user guide, "Project Layout").
 */
export interface Extension {
  /** Dotted, for example `pkg._pkg`. */
  readonly moduleName: string;
  /** Last part of `moduleName`; its init symbol is `PyInit_<initName>`. */
  readonly initName: string;
  /** Folder that is put on `sys.path` by an editable install. */
  readonly pythonRoot: WorkspacePath;
  /** `mixed`: there is a Python package around the extension; `pure`: the extension is all. */
  readonly layout: 'mixed' | 'pure';
  /** Folder that the extension is placed in; only a mixed layout has one. */
  readonly packageDir?: WorkspacePath;
}

interface ProjectBase {
  /** Name in the Nx graph. */
  readonly name: string;
  readonly root: WorkspacePath;
  /** Folders, relative to the workspace root, in which pytest finds tests; empty when there are none. */
  readonly testPaths: readonly WorkspacePath[];
  /** The type checker that the project or the workspace configures; absent when neither does. */
  readonly typeChecker?: TypeChecker;
  /** Whether a manifest of it names something in a folder `docs`: a readme, licences, what to include. */
  readonly readsDocs?: true;
  /** The settings of cargo in its own folder (`cargoSettingsFiles`); absent where there are none. */
  readonly cargoFiles?: readonly string[];
  /** What the user says that it reads beside its own files; absent when that is nothing. */
  readonly declared?: DeclaredInputs;
}

export type TypeChecker = 'mypy' | 'pyright';

export interface MaturinProject extends ProjectBase {
  readonly kind: 'maturin';
  /** Its folder may be below `root` (`rust/`) or, with `manifest-path`, anywhere else. */
  readonly crate: Crate;
  readonly distribution: Distribution;
  readonly extension: Extension;
  /** `[tool.maturin] bindings`, where stated: `pyo3`, `pyo3-ffi`, `cffi`, `uniffi` or `bin`. */
  readonly bindings?: string;
  /**
   * What else the wheel may have beside the package: where `[tool.maturin]` has its
   * `python-packages` and `data`, and where its `include` globs begin; absent when it has none.
   */
  readonly packed?: readonly WorkspacePath[];
}

export interface SetuptoolsRustProject extends ProjectBase {
  readonly kind: 'setuptools-rust';
  readonly distribution: Distribution;
  readonly crates: readonly Crate[];
  /** Dotted names of its extensions, as far as pyproject.toml names them. */
  readonly modules: readonly string[];
}

export interface CrateProject extends ProjectBase {
  readonly kind: 'crate';
  readonly crate: Crate;
  /** Of a virtual `[project]` (see `PythonProject`) beside the crate: it names tools for tests. */
  readonly distribution?: Distribution;
}

export interface PythonProject extends ProjectBase {
  readonly kind: 'python';
  readonly distribution: Distribution;
  /**
   * True when installers install only what it depends on and never the project itself: no
   * `[build-system]`, or `[tool.uv] package = false`. It has no wheel and is not developed.
   */
  readonly virtual?: boolean;
  /** A crate in the same folder that the distribution is not built from. */
  readonly crate?: Crate;
}

/** One folder of the repository that holds a crate, a distribution or both. */
export type Pyo3Project = MaturinProject | SetuptoolsRustProject | CrateProject | PythonProject;

/** Every crate of a project, the one that its extension is built from first. */
export function cratesOf(project: Pyo3Project): readonly Crate[] {
  if (project.kind === 'setuptools-rust') return project.crates;
  return project.crate === undefined ? [] : [project.crate];
}

/** True for a project that installers can install, so that it has a wheel and can be developed. */
export function isInstallable(project: Pyo3Project): boolean {
  return project.kind !== 'crate' && !(project.kind === 'python' && project.virtual === true);
}
