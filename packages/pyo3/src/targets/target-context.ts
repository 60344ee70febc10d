import type { TargetConfiguration } from '@nx/devkit';
import type { InstalledGroups } from '../manifest/pyproject/installed-groups.ts';
import type { CargoTargets } from '../project/crate/cargo-targets.ts';
import type { EnclosingSettings } from '../project/reads/enclosing-settings.ts';
import type { Materials } from '../project/reads/materials.ts';
import type { OwnSettings } from '../project/reads/own-settings.ts';
import type { PackageReads } from '../project/reads/package-reads.ts';
import type { Pyo3Project } from '../project/folder/pyo3-project.ts';
import type { WheelAtom } from '../project/matrix/wheel-matrix.ts';
import type { InterpreterOptions } from './interpreter-options.ts';
import type { TargetNames } from './target-names.ts';

/** All that the targets of one project are made from. */
export interface TargetContext {
  readonly project: Pyo3Project;
  readonly names: TargetNames;
  /** Groups and extras that the plugin's options name. */
  readonly installs?: Partial<InstalledGroups>;
  readonly uses: ProjectUses;
  /** The command that prints toolchain and environment; the same text for every project. */
  readonly fingerprint: string;
  /** The wheels of the project; absent where it has none. */
  readonly wheels?: readonly WheelAtom[];
  /** `.env` files from which Nx takes variables of the tasks. */
  readonly envFiles?: readonly string[];
  /** What the user's files say of the option `interpreter`; absent where they say nothing. */
  readonly interpreters?: InterpreterOptions;
}

/** The project's closure in terms of Nx: names of projects, and folders that are no projects. */
export interface ProjectUses {
  /** For the extension or the crate itself. */
  readonly rust: Sources;
  /** For the crate's tests; holds `rust`. */
  readonly cargoTest: Sources;
  /** For the Python tests: the extensions of the project and of what it imports; holds `rust`. */
  readonly pytest: Sources;
  /** Python sources that the project imports. */
  readonly python: readonly string[];
  /** Python sources that its type checker reads. */
  readonly types: readonly string[];
  /** Distributions of others that the environment has for the project and what it imports. */
  readonly distributions: Materials;
  /** The same with what is imported for types only. */
  readonly typedDistributions: Materials;
  /** Whether ruff lints its Python: no where nothing in the repository names ruff. */
  readonly namesRuff: boolean;
  /** The version of ruff; nothing for a project without Python. `checker` and `tester` likewise. */
  readonly linter: Materials;
  /** Of the type checker. */
  readonly checker: Materials;
  /** The settings of nextest, and which nextest there is where the repository uses it. */
  readonly rustTester: Materials;
  /** Of pytest. */
  readonly tester: Materials;
  /** What its build backend reads outside of it (see `PackageReads`). */
  readonly packageReads: PackageReads;
  /** What its own pyproject.toml says, by reader. */
  readonly ownSettings: OwnSettings;
  /** What the manifests of `python` say of what is installed; `typed` and `builders` likewise. */
  readonly imported: Materials;
  readonly typed: Materials;
  /** Whether it is an extension that cargo alone can compile. */
  readonly isExtension: boolean;
  /** What cargo makes of the crate; absent where the project is not a crate alone. */
  readonly crateTargets?: CargoTargets;
  /** Whether its tests can start Python: those of a crate without pyo3 cannot. */
  readonly startsPython: boolean;
  /** What the pyproject.toml files above it say. */
  readonly settings: EnclosingSettings;
  /** Python sources that its build backend is made of. */
  readonly buildSystem: readonly string[];
  readonly builders: Materials;
  /** Projects that are published before this one; free of cycles. */
  readonly publishFirst: readonly string[];
  /** Projects whose `develop` comes before this one's; free of cycles. */
  readonly developFirst: readonly string[];
  /** Projects whose `develop` comes before this one's Python tests. */
  readonly developForTests: readonly string[];
  /** Projects whose `develop` comes before its types are checked; holds `developForTests`. */
  readonly developForTypes: readonly string[];
}

/** What rustc reads besides the project's own files. */
export interface Sources {
  /** Names of projects, whose `rust` set is meant. */
  readonly projects: readonly string[];
  /** Folders of crates that are no projects. */
  readonly folders: readonly string[];
  /** Folders in which cargo is used for all this: its settings are looked for from there upwards. */
  readonly cargoFolders: readonly string[];
  /** Folders of the projects for which cargo is started. */
  readonly compiled: readonly string[];
  /** Folders of all crates: clippy lints those of the workspace, with the settings above each. */
  readonly crateFolders: readonly string[];
  /** Crates of others, and what is inherited from the workspaces' root manifests. */
  readonly materials: Materials;
}

export type Input = NonNullable<TargetConfiguration['inputs']>[number];

/** `undefined` when the project cannot have this target. */
export type MakeTarget = (context: TargetContext) => TargetConfiguration | undefined;
