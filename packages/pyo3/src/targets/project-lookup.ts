/** What is known of each folder of a repository, each thing made once. */
import { cargoConfigReads } from '../project/crate/cargo-config-reads.ts';
import { cargoTargetsOf, type CargoTargets } from '../project/crate/cargo-targets.ts';
import type { Cells } from '../files/memo.ts';
import type { Closure } from '../project/edges/closure.ts';
import type { DeclaredInputs } from '../project/folder/declared-inputs.ts';
import {
  enclosingSettings,
  noSettings,
  type EnclosingSettings,
} from '../project/reads/enclosing-settings.ts';
import { isPyo3Extension } from '../project/crate/library-crate.ts';
import { nextestSettings } from '../project/folder/nextest-settings.ts';
import { linkedFiles } from '../project/paths/linked-files.ts';
import type { MachineFact } from '../project/folder/machine-fact.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { cratesIn } from '../project/reads/crate-set.ts';
import {
  noMaterials,
  pythonMaterials,
  rustMaterials,
  toolMaterials,
  unionOfMaterials,
  type Materials,
} from '../project/reads/materials.ts';
import type { OutsideModules } from '../project/edges/outside-modules.ts';
import { noPackageReads, packageReads, type PackageReads } from '../project/reads/package-reads.ts';
import { noOwnSettings, ownSettings, type OwnSettings } from '../project/reads/own-settings.ts';
import { cratesOf, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import { getOrMake, rememberedPer } from '../project/folder/remembered-per.ts';
import { rootsOf, type Repository } from '../project/edges/repository.ts';
import { namesRuff } from '../project/settings/ruff-settings.ts';
import { settingReads, type SettingReads } from '../project/settings/setting-reads.ts';
import { folderOf } from '../project/folder/workspace-path.ts';

const nothing: readonly string[] = [];

export interface ProjectLookup {
  readonly project: (root: string) => Pyo3Project | undefined;
  /** Name of a project, broken ones included; `undefined` for a loose crate. */
  readonly name: (root: string) => string | undefined;
  /** What rustc reads for the extension of a project, or for its crate. */
  readonly rustMaterials: (root: string) => Materials;
  readonly pythonMaterials: (root: string) => Materials;
  readonly testMaterials: (root: string) => Materials;
  /** The version of a tool that looks at a project's Python (see `toolMaterials`). */
  readonly tool: (name: string, root: string, otherwise: MachineFact) => Materials;
  /** Whether the repository names ruff for a project; false where there is no Python. */
  readonly namesRuff: (root: string) => boolean;
  /** What decides whether and how nextest runs the tests of a project's crates. */
  readonly rustTester: (root: string) => Materials;
  readonly packageReads: (root: string) => PackageReads;
  /** Files that cargo's configuration names around folders. */
  readonly cargoConfig: (folders: readonly string[]) => Materials;
  /** Of the folders around a project. */
  readonly settings: (root: string) => EnclosingSettings;
  /** Of the project's own pyproject.toml; nothing of a project that cannot be read. */
  readonly ownSettings: (root: string) => OwnSettings;
  /** True where a crate of one of the folders is bound to Python. */
  readonly bindsPython: (roots: readonly string[]) => boolean;
  readonly isExtension: (root: string) => boolean;
  /** What cargo makes of a project that is a crate alone; `undefined` for every other one. */
  readonly crateTargets: (root: string) => CargoTargets | undefined;
}

/**
 * @param ofAll what the plugin's options declare for every project.
 * @param outside modules outside of a project that its tools import.
 */
export function projectLookup(
  repository: Repository,
  closures: Cells<Closure>,
  manifests: Manifests,
  ofAll: DeclaredInputs,
  outside: ReadonlyMap<string, OutsideModules>,
): ProjectLookup {
  const { projects, broken } = repository;
  const { memo } = manifests;
  const byRoot = memo.cells('projects', new Map(projects.map((one) => [one.root, one])));
  const names = memo.cells(
    'names',
    new Map([...projects, ...broken].map(({ root, name }) => [root, name])),
  );
  const roots = rootsOf(repository, memo);
  const linked = remembered((root) => {
    const project = byRoot.get(root);
    const files = project === undefined ? [] : linkedFiles(project, roots, manifests.reader).inputs;
    return files.length === 0 ? noMaterials : { ...noMaterials, files };
  });
  const declaredFor = (declared: DeclaredInputs): Materials => ({ ...noMaterials, ...declared });
  const declaredIn = remembered((root) => {
    const declared = byRoot.get(root)?.declared;
    const files = linked(root);
    return declared === undefined ? files : unionOfMaterials([declaredFor(declared), files]);
  });
  const declaredBy = (declaring: readonly string[]) =>
    unionOfMaterials([declaredFor(ofAll), ...declaring.map(declaredIn)]);
  // Of a list of projects: the extension of a project and its tests mostly have the same one.
  const cratesOfAll = rememberedPer((roots: readonly string[]) =>
    cratesIn(
      roots.flatMap((root) => crateFolders(root, byRoot)),
      manifests,
    ),
  );
  const declaredByAll = rememberedPer(declaredBy);
  const compiled = (root: string, others: readonly string[], tests: boolean) => {
    const project = byRoot.get(root);
    if (project === undefined || cratesOf(project).length === 0) return noMaterials;
    const own = cratesOf(project).map((crate) => crate.root);
    return rustMaterials(own, cratesOfAll(others), tests, manifests);
  };
  const bindsPython = (roots: readonly string[]) => cratesOfAll(roots).bindsPython;
  const settingsAround = remembered((folder) => enclosingSettings(folder, manifests));
  const packageReadsOf = remembered((root) => {
    const project = byRoot.get(root);
    return project === undefined ? noPackageReads : packageReads(project, manifests);
  });
  const rust = (root: string, others: readonly string[], tests: boolean) =>
    unionOfMaterials([compiled(root, others, tests), declaredBy([root]), declaredByAll(others)]);
  return {
    project: (root) => byRoot.get(root),
    name: (root) => names.get(root),
    rustMaterials: remembered((root) => rust(root, closures.get(root)?.rust ?? nothing, false)),
    pythonMaterials: remembered((root) =>
      unionOfMaterials([pythonMaterials(root, manifests), declaredBy([root])]),
    ),
    tool: (name, root, otherwise) =>
      byRoot.get(root)?.distribution === undefined
        ? noMaterials
        : toolMaterials(name, root, otherwise, manifests),
    namesRuff: (root) => byRoot.get(root)?.distribution !== undefined && namesRuff(root, manifests),
    testMaterials: (root) => rust(root, closures.get(root)?.cargoTest ?? nothing, true),
    settings: (root) => {
      const around = root === '.' ? noSettings : settingsAround(folderOf(root));
      const project = byRoot.get(root);
      if (project?.distribution === undefined) return around;
      const reads = settingReads(project, roots, manifests);
      return withReads(around, reads, outside.get(root));
    },
    rustTester: (root) => {
      const project = byRoot.get(root);
      const crates = project === undefined ? [] : cratesOf(project);
      const files = [...new Set(crates.map(nextestSettings))];
      const isUsed = files.some((file) => manifests.reader.isFile(file));
      return { ...noMaterials, files, facts: isUsed ? ['nextest'] : [] };
    },
    packageReads: packageReadsOf,
    cargoConfig: (folders) => {
      const files = cargoConfigReads(folders, manifests);
      return files.length === 0 ? noMaterials : { ...noMaterials, files };
    },
    ownSettings: remembered((root) =>
      byRoot.get(root) !== undefined
        ? withPacked(ownSettings(root, manifests), packageReadsOf(root).packed)
        : noOwnSettings,
    ),
    bindsPython,
    crateTargets: (root) => {
      const project = byRoot.get(root);
      return project?.kind === 'crate' ? cargoTargetsOf(project.crate, manifests) : undefined;
    },
    isExtension: (root) => {
      const project = byRoot.get(root);
      if (project?.kind !== 'maturin') return false;
      const usesPyo3 = bindsPython([root]) || bindsPython(closures.get(root)?.rust ?? nothing);
      return isPyo3Extension(project, usesPyo3, manifests);
    },
  };
}

/** A folder that is no readable project stands for itself. */
function crateFolders(root: string, projects: Cells<Pyo3Project>): readonly string[] {
  const project = projects.get(root);
  return project === undefined ? [root] : cratesOf(project).map((crate) => crate.root);
}

function remembered<T>(compute: (root: string) => T): (root: string) => T {
  const known = new Map<string, T>();
  return (root) => getOrMake(known, root, () => compute(root));
}

/** What is packed is read by who imports the project, and by its own tests and type checker. */
function withPacked(settings: OwnSettings, packed: Materials): OwnSettings {
  if (packed.files.length === 0) return settings;
  return {
    ...settings,
    environment: unionOfMaterials([settings.environment, packed]),
    types: unionOfMaterials([settings.types, packed]),
    wheel: unionOfMaterials([settings.wheel, packed]),
  };
}

/** With what the settings name, and what is imported because of them. */
function withReads(
  settings: EnclosingSettings,
  { ruff, pytest, types }: SettingReads,
  outside: OutsideModules | undefined,
): EnclosingSettings {
  const add = (known: Materials, ...lists: readonly (readonly string[])[]) => {
    const files = lists.flat();
    return files.length === 0 ? known : unionOfMaterials([known, { ...noMaterials, files }]);
  };
  return {
    ...settings,
    ruff: add(settings.ruff, ruff.inputs),
    pytest: add(settings.pytest, pytest.inputs, outside?.pytest ?? []),
    types: add(settings.types, types.inputs, outside?.types ?? []),
  };
}
