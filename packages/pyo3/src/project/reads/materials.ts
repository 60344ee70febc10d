/**
 * What decides the tasks of a project beside the files of projects: packages of others, and what the
 * crates inherit from the root manifest of their workspace. Each set becomes one node of the graph
 * whose version is a digest of the set, so that a task names one node and not hundreds of packages.
 */
import { hash as digestOf } from 'node:crypto';
import type { CrateNeeds } from '../crate/crate-needs.ts';
import { crateReads } from '../crate/crate-reads.ts';
import type { ExternalPackage } from '../locks/external-package.ts';
import { digestsOfClosures, lockedDependencies, reachesCBuilder } from '../locks/locked-crates.ts';
import { cratesIn, type CrateSet } from './crate-set.ts';
import { findUvLock, isOutdated, lockedDistributions } from './locked-distributions.ts';
import type { MachineFact } from '../folder/machine-fact.ts';
import { cargoLockOf } from '../folder/lock-files.ts';
import type { Manifests } from '../folder/manifests.ts';
import { rememberedPer } from '../folder/remembered-per.ts';
import { workspaceSlice } from './workspace-slice.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';

export interface Materials {
  /** Nodes that stand for sets. */
  readonly sets: readonly ExternalPackage[];
  /** Files that the sets were read from. */
  readonly readFrom: readonly string[];
  /** Files that count as a whole: what they say of the project is not known exactly. */
  readonly files: readonly string[];
  /** Names of environment variables. */
  readonly variables: readonly string[];
  readonly facts: readonly MachineFact[];
}

export const noMaterials: Materials = {
  sets: [],
  readFrom: [],
  files: [],
  variables: [],
  facts: [],
};

export function unionOfMaterials(all: readonly Materials[]): Materials {
  const [first = noMaterials, ...others] = all.filter((one) => !isNothing(one));
  if (others.length === 0) return first;
  const sets = new Map<string, ExternalPackage>();
  const [readFrom, files, variables] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const facts = new Set<MachineFact>();
  for (const one of [first, ...others]) {
    for (const node of one.sets) sets.set(node.key, node);
    for (const file of one.readFrom) readFrom.add(file);
    for (const file of one.files) files.add(file);
    for (const variable of one.variables) variables.add(variable);
    for (const fact of one.facts) facts.add(fact);
  }
  return {
    sets: [...sets.values()],
    readFrom: [...readFrom],
    files: [...files],
    variables: [...variables],
    facts: [...facts],
  };
}

function isNothing({ sets, readFrom, files, variables, facts }: Materials): boolean {
  return sets.length + readFrom.length + files.length + variables.length + facts.length === 0;
}

/**
 * For rustc.
 *
 * @param folders of the crates that are compiled for themselves.
 * @param closure of the crates; those of `folders` do not count in it.
 * @param tests whether the tests of the own crates are compiled.
 */
export function rustMaterials(
  folders: readonly string[],
  closure: CrateSet,
  tests: boolean,
  manifests: Manifests,
): Materials {
  const own = cratesIn(folders, manifests);
  const others = closure.folders.some((folder) => folders.includes(folder))
    ? cratesIn(
        closure.folders.filter((folder) => !folders.includes(folder)),
        manifests,
      )
    : closure;
  const files = [
    ...own.files,
    ...others.files,
    ...(tests ? own.crates.flatMap((crate) => crateReads(crate, true, manifests.reader)) : []),
  ];
  return unionOfMaterials([
    manifestMaterials(own, others),
    ...(files.length > 0 ? [{ ...noMaterials, files }] : []),
    ...(own.buildsC || others.buildsC ? [compilesC] : []),
    ...[...own.byRoot].map(([folder, crates]) =>
      others.hasUnreadable
        ? wholeFile(childPath(folder, 'Cargo.lock'))
        : lockMaterials(folder, crates, others.crates, tests, manifests),
    ),
  ]);
}

/** For what a project's Python imports: a set of its own for each project that is developed. */
export function pythonMaterials(folder: string, manifests: Manifests): Materials {
  const found = findUvLock(folder, manifests);
  if (found === undefined || isOutdated(folder, found, manifests)) {
    // Named whether they exist or not: one that appears must change the key.
    const files = enclosingFolders(folder).map((ancestor) => childPath(ancestor, 'uv.lock'));
    return { ...noMaterials, files, facts: ['python'] };
  }
  const locked = lockedDistributions(found).map(({ id, origin }) => [id, ...origin].join(' '));
  return {
    ...noMaterials,
    sets: [setNode('pypi', 'packages', locked.join('\n'))],
    readFrom: [found.lock.file],
  };
}

/**
 * For a tool that looks at a project: its locked version, or `otherwise` where the lock has none: then
 * it is the one that the machine has.
 *
 * @param tool normalised name of its distribution.
 */
export function toolMaterials(
  tool: string,
  folder: string,
  otherwise: MachineFact,
  manifests: Manifests,
): Materials {
  const found = findUvLock(folder, manifests);
  const isCurrent = found !== undefined && !isOutdated(folder, found, manifests);
  const locked = isCurrent ? lockedDistributions(found).filter(({ name }) => name === tool) : [];
  if (found === undefined || locked.length === 0) return { ...noMaterials, facts: [otherwise] };
  const content = locked.map(({ id, origin }) => [id, ...origin].join(' '));
  return {
    ...noMaterials,
    sets: [setNode('pypi', tool, content.join('\n'))],
    readFrom: [found.lock.file],
  };
}

function manifestMaterials(own: CrateSet, others: CrateSet): Materials {
  const ofOwn = [...own.byRoot].map(([folder, crates]) =>
    digestOfSlice(folder, [...crates, ...(others.byRoot.get(folder) ?? [])]),
  );
  const ofOthers = [...slicesOf(others)].flatMap(([folder, slice]) =>
    own.byRoot.has(folder) ? [] : [slice],
  );
  if (ofOwn.length + ofOthers.length === 0) return noMaterials;
  return {
    ...noMaterials,
    sets: [setNode('cargo', 'workspace', [...ofOwn, ...ofOthers].join())],
    readFrom: [...new Set([...own.byRoot.keys(), ...others.byRoot.keys()])].map((folder) =>
      childPath(folder, 'Cargo.toml'),
    ),
  };
}

/** The digest of each workspace's part, by its folder. */
const slicesOf = rememberedPer(
  ({ byRoot }: CrateSet): ReadonlyMap<string, string> =>
    new Map(
      [...byRoot].map(([folder, members]) => {
        const [first] = members;
        const isAlone = first !== undefined && members.length === 1;
        return [folder, isAlone ? digestOfOne(first) : digestOfSlice(folder, members)];
      }),
    ),
);

/** Each a digest, since a crate is in the closure of everything that depends on it. */
function digestOfSlice(folder: string, members: readonly CrateNeeds[]): string {
  return digestOf('sha256', JSON.stringify([folder, workspaceSlice(members)]));
}

const digestOfOne = rememberedPer((crate: CrateNeeds) =>
  digestOfSlice(crate.cargoRoot.folder, [crate]),
);

function lockMaterials(
  cargoRoot: string,
  own: readonly CrateNeeds[],
  others: readonly CrateNeeds[],
  tests: boolean,
  manifests: Manifests,
): Materials {
  const file = childPath(cargoRoot, 'Cargo.lock');
  const lock = readable(() => cargoLockOf(cargoRoot, manifests));
  const ids = lock && lockedDependencies({ own, others, tests }, lock);
  if (lock === undefined || ids === undefined) return wholeFile(file);
  const locked = digestsOfClosures(ids, lock);
  return {
    ...noMaterials,
    facts: ids.some((id) => reachesCBuilder(id, lock)) ? compilesC.facts : [],
    sets: [setNode('cargo', 'packages', locked.join('\n'))],
    readFrom: [file],
  };
}

const compilesC: Materials = { ...noMaterials, facts: ['cc'] };

function wholeFile(file: string): Materials {
  return { ...noMaterials, files: [file] };
}

/** A node that stands for `content`; its version is a digest of that. */
export function setNode(type: 'cargo' | 'pypi', name: string, content: string): ExternalPackage {
  // Projects beside each other have the same set more often than not.
  const key = `${type}:${name}`;
  const last = lastNodes.get(key);
  if (last?.content === content) return last.node;
  const node = newSetNode(type, name, content);
  lastNodes.set(key, { content, node });
  return node;
}

const lastNodes = new Map<string, { readonly content: string; readonly node: ExternalPackage }>();

function newSetNode(type: 'cargo' | 'pypi', name: string, content: string): ExternalPackage {
  const hash = digestOf('sha256', content);
  const version = hash.slice(0, 32);
  // No crate and no distribution can have a name with a parenthesis.
  const packageName = `(${name})`;
  return {
    key: `${type}:${packageName}@${version}`,
    type,
    packageName,
    version,
    hash,
    dependencies: [],
  };
}

function readable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    // `lockNotes` says so, once for the lock.
    return undefined;
  }
}
