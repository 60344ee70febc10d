/**
 * Features of a crate with which a program can be linked: pyo3's `extension-module` leaves Python out,
 * so a crate's tests that call Python do not link while it is on (PyO3's FAQ, "cargo test").
 */
import { readCrateNeeds } from './crate-needs.ts';
import type { Manifests } from './manifests.ts';
import type { Crate } from './pyo3-project.ts';

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
  const turnsOn = new Map<string, boolean>();
  const isLeaving = (feature: string): boolean => {
    const [owner = '', name] = feature.split(/\??\//);
    if (name !== undefined) return aliases.includes(owner) && name === 'extension-module';
    const known = turnsOn.get(feature);
    if (known !== undefined) return known;
    // Until it is known, so that features that turn each other on end here.
    turnsOn.set(feature, false);
    const found = (features[feature] ?? []).some(isLeaving);
    turnsOn.set(feature, found);
    return found;
  };
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
