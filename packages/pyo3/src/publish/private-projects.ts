/** What manifests say must not be published. */
import { findCargoRoot } from '../project/crate/cargo-workspace.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { booleanField, stringsField, tableField } from '../toml/fields.ts';

/** A clause that follows the name of the distribution; `undefined` where it may be published. */
export function privateDistribution(root: string, manifests: Manifests): string | undefined {
  const { tool, document } = manifests.pyproject(root) ?? {};
  const classifiers = [
    ...stringsField(tableField(document, 'project'), 'classifiers'),
    ...stringsField(tableField(tool, 'poetry'), 'classifiers'),
  ];
  // PyPI refuses every classifier that begins so.
  const found = classifiers.find((one) => one.startsWith('Private ::'));
  return found === undefined ? undefined : `has the classifier "${found}"`;
}

export type CratePublish =
  | { readonly kind: 'private'; readonly reason: string }
  /** Without a list, any registry may have it. */
  | { readonly kind: 'allowed'; readonly registries?: readonly string[] };

/** `package.publish` of a crate, inherited or its own (Cargo reference, "The publish field"). */
export function cratePublish(crate: Crate, manifests: Manifests): CratePublish {
  const manifest = manifests.cargo(crate.root);
  const own = tableField(manifest?.document, 'package');
  const isInherited = booleanField(tableField(own, 'publish'), 'workspace') === true;
  const root = isInherited && manifest ? findCargoRoot(crate.root, manifest, manifests) : undefined;
  const shared = tableField(tableField(root?.manifest.document, 'workspace'), 'package');
  const table = isInherited ? shared : own;
  if (booleanField(table, 'publish') === false) {
    return { kind: 'private', reason: 'has publish = false' };
  }
  if (!Array.isArray(table?.['publish'])) return { kind: 'allowed' };
  const registries = stringsField(table, 'publish');
  return registries.length === 0
    ? { kind: 'private', reason: 'has publish = []' }
    : { kind: 'allowed', registries };
}
