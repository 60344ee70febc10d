import type { Tree } from '@nx/devkit';
import type { Construct, Requirement } from './construct.ts';
import { findCargoRoot } from '../../../project/crate/cargo-workspace.ts';
import { insertKey } from '../../../toml/edit.ts';
import { addDependency } from '../../../manifest/edit/pyproject-edit.ts';
import type { ConstructTarget } from './target.ts';

/** Adds the required crates and distributions to the manifests; existing entries are kept. */
export function addRequirements(
  tree: Tree,
  target: ConstructTarget,
  { crates = [], distributions = [] }: Construct,
): void {
  for (const crate of crates) addCrate(tree, target, crate);
  const { pyprojectPath } = target.project.distribution;
  for (const requirement of distributions) {
    const text = tree.read(pyprojectPath, 'utf-8');
    if (text !== null) tree.write(pyprojectPath, addDependency(text, requirement));
  }
}

function addCrate(
  tree: Tree,
  { project: { kind, crate }, survey: { manifests } }: ConstructTarget,
  { name, version, features }: Requirement,
): void {
  const manifest = manifests.cargo(crate.root);
  const text = tree.read(crate.manifestPath, 'utf-8');
  if (manifest === undefined || text === null) return;
  const normal = manifest.dependencies.filter(({ kind }) => kind === 'normal');
  if (normal.some((one) => one.alias === name)) return;
  const { workspace } = findCargoRoot(crate.root, manifest, manifests);
  const shared = workspace?.dependencies.find((one) => one.alias === name);
  // setuptools packages the manifest as it is, without the workspace's manifest.
  const inherited = shared !== undefined && kind === 'maturin';
  const own = shared?.version ?? version;
  const source = inherited ? { workspace: true } : { version: own };
  const spec =
    features === undefined && !inherited ? own : { ...source, ...(features ? { features } : {}) };
  const edited = insertKey(text, ['dependencies'], name, spec, { sorted: true });
  tree.write(crate.manifestPath, edited);
}
