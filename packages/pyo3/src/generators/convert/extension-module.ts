import type { Correction } from '../../corrections/correction.ts';
import type { CargoManifest } from '../../manifest/cargo.ts';
import { childPath } from '../../project/workspace-path.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { satisfies } from '../../python/specifier.ts';
import { removeFromArray, removeKey, setValue } from '../../toml/edit.ts';
import { change, nothing, type Situation, type Step } from './step.ts';

type Edit = (text: string) => string;

const feature = 'extension-module';
const ofPyo3 = `pyo3/${feature}`;

/** First minor release of pyo3 that knows PYO3_BUILD_EXTENSION_MODULE. */
const firstMinor = 26;
/** The last release of maturin that does not set it. */
const lastMaturinWithout = [1, 9, 3];

/**
 * The feature keeps Rust tests from being linked, and is deprecated since pyo3 0.26: maturin 1.9.4 and
 * newer set PYO3_BUILD_EXTENSION_MODULE instead (pyo3's guide, "Building and distribution").
 */
export const extensionModule: Step = (situation) => {
  const { project, manifests, pyo3Minor, pyproject, read } = situation;
  const { crate, distribution } = project;
  const own = ownFeatures(manifests.cargo(crate.root));
  const rootManifest = childPath(crate.cargoRoot, 'Cargo.toml');
  const found: readonly Correction[] = [
    {
      file: crate.manifestPath,
      edit: withoutFeature(['dependencies', 'pyo3', 'features'], own),
      what: 'without the feature extension-module, with which Rust tests are not linked',
    },
    {
      file: rootManifest,
      edit: (text) =>
        removeFromArray(text, ['workspace', 'dependencies', 'pyo3', 'features'], isIt),
      what: 'pyo3 without the feature extension-module, for all who inherit it',
    },
    {
      file: distribution.pyprojectPath,
      edit: withoutSetting(pyproject.maturin?.features ?? [], own),
      what: 'maturin says itself that the crate is an extension',
    },
  ];
  const corrections = found.filter(({ file, edit }) => {
    const text = read(file);
    return text !== undefined && edit(text) !== text;
  });
  if (corrections.length === 0) return nothing('is not used');
  if (pyo3Minor === undefined || pyo3Minor < firstMinor) {
    return nothing(`is what pyo3 before 0.${firstMinor} needs: raise its version first`);
  }
  return change(...corrections, ...newerMaturin(situation));
};

const isIt = (one: unknown) => one === feature;

/** Features of the crate that turn on that of pyo3 and nothing else. */
function ownFeatures(manifest: CargoManifest | undefined): readonly string[] {
  return Object.entries(manifest?.features ?? {})
    .filter(([, of]) => of.length === 1 && of[0] === ofPyo3)
    .map(([name]) => name);
}

function withoutFeature(dependency: readonly string[], own: readonly string[]): Edit {
  const gone = (one: unknown) => one === ofPyo3 || own.includes(String(one));
  return (text) => {
    const withoutOwn = own.reduce((edited, name) => removeKey(edited, ['features', name]), text);
    const withoutDefault = removeFromArray(withoutOwn, ['features', 'default'], gone);
    return removeFromArray(withoutDefault, dependency, isIt);
  };
}

function withoutSetting(features: readonly string[], own: readonly string[]): Edit {
  const path = ['tool', 'maturin', 'features'];
  const gone = (one: unknown) => one === ofPyo3 || own.includes(String(one));
  const isAll = features.length > 0 && features.every(gone);
  return (text) => (isAll ? removeKey(text, path) : removeFromArray(text, path, gone));
}

function newerMaturin({ project, pyproject }: Situation): readonly Correction[] {
  const requires = pyproject.buildSystem?.requires ?? [];
  const raised = requires.map(raise);
  if (raised.every((one, index) => one === requires[index])) return [];
  return [
    {
      file: project.distribution.pyprojectPath,
      edit: (text) => setValue(text, ['build-system', 'requires'], raised),
      what: 'maturin 1.9.4 or newer, which says so',
    },
  ];
}

function raise(text: string): string {
  const requirement = parseRequirement(text);
  if (requirement?.normalizedName !== 'maturin' || requirement.url !== undefined) return text;
  if (satisfies(lastMaturinWithout, requirement.specifier) === false) return text;
  const { name, extras, marker } = requirement;
  const bracketed = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  return `${name}${bracketed}>=1.9.4,<2.0${marker === undefined ? '' : `; ${marker}`}`;
}
