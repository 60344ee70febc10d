import type { AbsolutePath } from '../files/paths.ts';
import { memo, type Memo } from '../files/memo.ts';
import { observedDisk, type ObservedDisk } from '../files/observed-disk.ts';
import type { ParsedManifests } from '../project/folder/manifests.ts';
import { isListed } from './listed-names.ts';
import { packer, type Packer } from './packed.ts';
import type { KnownImports } from './python-imports.ts';

/**
 * What outlives one graph of a workspace in a process, so that the next one costs what has changed:
 * the project of a changed file, and those that depend on what it says.
 */
export interface Remembered {
  readonly manifests: ParsedManifests;
  readonly imports: Map<string, KnownImports>;
  readonly memo: Memo;
  readonly packs: Packer;
  /** The disk that all of it was read from; `refresh` is called before each graph. */
  readonly disk: ObservedDisk;
}

/** @param workspaceRoot the one that it is for; there is one for each set of options. */
export function nothingRemembered(workspaceRoot: AbsolutePath): Remembered {
  return {
    manifests: new Map(),
    imports: new Map(),
    memo: memo(),
    packs: packer(),
    disk: observedDisk(workspaceRoot, isListed),
  };
}
