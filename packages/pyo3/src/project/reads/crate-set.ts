import type { FileReader } from '../../files/file-reader.ts';
import { readCrateNeeds, type CrateNeeds } from '../crate/crate-needs.ts';
import { crateReads } from '../crate/crate-reads.ts';
import type { Manifests } from '../folder/manifests.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { isCBuilder } from '../locks/locked-crates.ts';

/** Crates of the repository in the closure of another one. */
export interface CrateSet {
  readonly folders: readonly string[];
  readonly crates: readonly CrateNeeds[];
  /** Whether one of the folders has no crate that can be read. */
  readonly hasUnreadable: boolean;
  /** Those of each workspace, by the folder of its root manifest. */
  readonly byRoot: ReadonlyMap<string, readonly CrateNeeds[]>;
  readonly files: readonly string[];
  readonly buildsC: boolean;
  /** Whether one of them is bound to Python. */
  readonly bindsPython: boolean;
}

/** @param folders of projects and loose crates. */
export function cratesIn(folders: readonly string[], manifests: Manifests): CrateSet {
  const found = folders.map((folder) => readCrateNeeds(folder, manifests));
  const crates = found.filter(isPresent);
  const reads = crates.map((crate) => readsOf(crate, manifests));
  return {
    folders,
    crates,
    hasUnreadable: crates.length < found.length,
    byRoot: groupByRoot(crates),
    files: reads.flatMap((one) => one.files),
    buildsC: reads.some(({ buildsC }) => buildsC),
    bindsPython: reads.some(({ bindsPython }) => bindsPython),
  };
}

/** What a crate reads by its own manifest; made once, since each is in many closures. */
function readsOf(crate: CrateNeeds, { reader }: Manifests): CrateReads {
  return getOrMake(readsOfCrates(reader), crate, () => {
    const { manifest, dependencies } = crate;
    const buildsC =
      manifest.package?.links !== undefined || dependencies.some(({ name }) => isCBuilder(name));
    // pyo3's own crates, and rust-numpy, which brings pyo3 along.
    const bindsPython = dependencies.some(
      ({ name }) => name.startsWith('pyo3') || name === 'numpy',
    );
    return { files: crateReads(crate, false, reader), buildsC, bindsPython };
  });
}

type CrateReads = Pick<CrateSet, 'files' | 'buildsC' | 'bindsPython'>;

const readsOfCrates = rememberedPer((_reader: FileReader) => new Map<CrateNeeds, CrateReads>());

function groupByRoot(crates: readonly CrateNeeds[]): ReadonlyMap<string, readonly CrateNeeds[]> {
  const groups = new Map<string, CrateNeeds[]>();
  for (const crate of crates) {
    const group = groups.get(crate.cargoRoot.folder);
    if (group === undefined) groups.set(crate.cargoRoot.folder, [crate]);
    else group.push(crate);
  }
  return groups;
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
