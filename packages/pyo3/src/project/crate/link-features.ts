/**
 * Features of a crate with which a program can be linked: pyo3's `extension-module` leaves Python out,
 * so a crate's tests that call Python do not link while it is on (PyO3's FAQ, "cargo test").
 */
import { readCrateNeeds } from './crate-needs.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { Crate } from '../folder/pyo3-project.ts';

/** The features that the crate's tests are compiled with, as options of cargo. */
export interface FeatureSelection {
  readonly features?: readonly string[];
  readonly noDefaultFeatures?: boolean;
  readonly allFeatures?: boolean;
}

/**
 * The selection without the default features that turn `extension-module` on; the selection itself
 * where none does, or it says which defaults are wanted.
 */
export function withoutExtensionModule<Selection extends FeatureSelection>(
  selection: Selection,
  crate: Crate,
  manifests: Manifests,
): Selection {
  const { features: wanted = [], noDefaultFeatures, allFeatures } = selection;
  const needs = readCrateNeeds(crate.root, manifests);
  if (noDefaultFeatures === true || allFeatures === true || needs === undefined) return selection;
  const { features } = needs.manifest;
  const aliases = needs.dependencies
    .filter(({ name }) => name === 'pyo3' || name === 'pyo3-ffi')
    .map(({ alias }) => alias);
  const isDirect = (feature: string): boolean => {
    const [owner = '', name] = feature.split(/\??\//);
    return name === 'extension-module' && aliases.includes(owner);
  };
  const leaving = featuresReaching(features, isDirect);
  const isLeaving = (feature: string) => isDirect(feature) || leaving.has(feature);
  const defaults = features['default'] ?? [];
  if (!defaults.some(isLeaving)) return selection;
  // What a dropped feature turns on beside `extension-module` stays.
  const seen = new Set<string>();
  const kept = (feature: string): readonly string[] => {
    if (!isLeaving(feature)) return feature.startsWith('dep:') ? [] : [feature];
    if (feature.includes('/') || seen.has(feature)) return [];
    seen.add(feature);
    return (features[feature] ?? []).flatMap(kept);
  };
  const names = new Set([...wanted, ...defaults.flatMap(kept)]);
  return { ...selection, features: [...names], noDefaultFeatures: true };
}

/** Followed backwards, so that each feature is looked at once, also where they turn each other on. */
function featuresReaching(
  features: Readonly<Record<string, readonly string[]>>,
  isDirect: (feature: string) => boolean,
): ReadonlySet<string> {
  const turnedOnBy = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const [feature, others] of Object.entries(features)) {
    if (others.some(isDirect)) waiting.push(feature);
    for (const other of others) {
      const known = turnedOnBy.get(other);
      if (known === undefined) turnedOnBy.set(other, [feature]);
      else known.push(feature);
    }
  }
  const found = new Set<string>();
  for (let feature = waiting.pop(); feature !== undefined; feature = waiting.pop()) {
    if (found.has(feature)) continue;
    found.add(feature);
    for (const one of turnedOnBy.get(feature) ?? []) waiting.push(one);
  }
  return found;
}
