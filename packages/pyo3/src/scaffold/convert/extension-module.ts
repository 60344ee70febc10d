import type { Correction } from '../corrections/correction.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { MaturinProject } from '../../project/folder/pyo3-project.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { satisfies } from '../../python/specifier.ts';
import { removeFromArray, removeKey, setValue } from '../../toml/edit.ts';
import { change, nothing, type Step } from './step.ts';

type Edit = (text: string) => string;

const feature = 'extension-module';
const ofPyo3 = `pyo3/${feature}`;

/** The first minor release of pyo3 that reads PYO3_BUILD_EXTENSION_MODULE. */
const firstMinor = 26;
/** The version numbers of all maturin releases that do not set it, and some that do not exist. */
const maturinsWithout = [
  ...releases(0, 16, 24),
  ...releases(1, 9, 24),
  ...Array.from({ length: 4 }, (_, patch) => [1, 9, patch]),
];

function releases(major: number, minors: number, patches: number): readonly (readonly number[])[] {
  return Array.from({ length: minors * patches }, (_, index) => [
    major,
    Math.floor(index / patches),
    index % patches,
  ]);
}

/**
 * Removes a feature that prevents Rust tests from linking and is deprecated since pyo3 0.26:
 * maturin 1.9.4 and newer set PYO3_BUILD_EXTENSION_MODULE instead (pyo3's guide, "Building and
 * distribution").
 */
export const extensionModule: Step = ({
  project,
  siblings,
  manifests,
  pyo3Minor,
  pyproject,
  read,
}) => {
  const { crate, distribution } = project;
  const cargo = manifests.cargo(crate.root);
  const own = ownFeatures(cargo);
  const others = Object.keys(cargo?.features ?? {}).filter((name) => !own.includes(name));
  const shared: Correction = {
    file: childPath(crate.cargoRoot, 'Cargo.toml'),
    edit: (text) => removeFromArray(text, ['workspace', 'dependencies', 'pyo3', 'features'], isIt),
    what: 'pyo3 without the feature extension-module, for all crates that inherit it',
  };
  const found: readonly Correction[] = [
    {
      file: crate.manifestPath,
      edit: withoutFeature(['dependencies', 'pyo3', 'features'], own, others),
      what: 'without the feature extension-module, which prevents Rust tests from linking',
    },
    shared,
    {
      file: distribution.pyprojectPath,
      edit: withoutSetting(pyproject.maturin?.features ?? [], own),
      what: 'maturin itself sets that the crate is an extension',
    },
  ];
  const corrections = found.filter(({ file, edit }) => {
    const text = read(file);
    return text !== undefined && edit(text) !== text;
  });
  if (corrections.length === 0) return nothing('is not used');
  if (pyo3Minor === undefined)
    return nothing('is kept: Cargo.toml does not state the version of pyo3');
  if (pyo3Minor < firstMinor) {
    return nothing(`is required by pyo3 before 0.${firstMinor}: raise its version first`);
  }
  const heirs = corrections.includes(shared)
    ? siblings.filter((one) => inheritsPyo3(one, manifests))
    : [];
  return change(
    ...corrections,
    ...[project, ...heirs].flatMap((one) => newerMaturin(one, manifests)),
  );
};

function inheritsPyo3({ crate }: MaturinProject, manifests: Manifests): boolean {
  const { dependencies = [] } = manifests.cargo(crate.root) ?? {};
  return dependencies.some(({ name, workspace }) => name === 'pyo3' && workspace);
}

/** The feature of pyo3, also if pyo3 is optional, and the features that enable nothing else. */
function isGone(own: readonly string[]): (one: unknown) => boolean {
  return (one) => isOfPyo3(one) || (typeof one === 'string' && own.includes(one));
}

function isOfPyo3(one: unknown): boolean {
  return one === ofPyo3 || one === `pyo3?/${feature}`;
}

const isIt = (one: unknown) => one === feature;

/** The features of the crate that enable pyo3's feature and nothing else. */
function ownFeatures(manifest: CargoManifest | undefined): readonly string[] {
  return Object.entries(manifest?.features ?? {})
    .filter(([, of]) => of.length === 1 && isOfPyo3(of[0]))
    .map(([name]) => name);
}

/** @param others features of the crate that may list one of its `own`. */
function withoutFeature(
  dependency: readonly string[],
  own: readonly string[],
  others: readonly string[],
): Edit {
  const gone = isGone(own);
  return (text) => {
    const withoutOwn = own.reduce((edited, name) => removeKey(edited, ['features', name]), text);
    const unnamed = others.reduce(
      (edited, name) => removeFromArray(edited, ['features', name], gone),
      withoutOwn,
    );
    return removeFromArray(unnamed, dependency, isIt);
  };
}

function withoutSetting(features: readonly string[], own: readonly string[]): Edit {
  const path = ['tool', 'maturin', 'features'];
  const gone = isGone(own);
  const isAll = features.length > 0 && features.every(gone);
  return (text) => (isAll ? removeKey(text, path) : removeFromArray(text, path, gone));
}

function newerMaturin(
  { root, distribution }: MaturinProject,
  manifests: Manifests,
): readonly Correction[] {
  const requires = manifests.pyproject(root)?.buildSystem?.requires ?? [];
  const raised = requires.map(raise);
  if (raised.every((one, index) => one === requires[index])) return [];
  return [
    {
      file: distribution.pyprojectPath,
      edit: (text) => setValue(text, ['build-system', 'requires'], raised),
      what: 'maturin 1.9.4 or newer, which sets PYO3_BUILD_EXTENSION_MODULE',
    },
  ];
}

function raise(text: string): string {
  const requirement = parseRequirement(text);
  if (requirement?.normalizedName !== 'maturin' || requirement.url !== undefined) return text;
  const { name, extras, marker, specifier } = requirement;
  const admits = (release: readonly number[]) => satisfies(release, specifier) !== false;
  if (!maturinsWithout.some(admits)) return text;
  const bracketed = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  return `${name}${bracketed}>=1.9.4,<2.0${marker === undefined ? '' : `; ${marker}`}`;
}
