import type { ParsedManifests } from '../project/folder/manifests.ts';
import type { KnownImports } from './python-imports.ts';

/** What outlives one graph in a process, so that the next one costs a changed file's parsing. */
export interface Remembered {
  readonly manifests: ParsedManifests;
  readonly imports: Map<string, KnownImports>;
}

export function nothingRemembered(): Remembered {
  return { manifests: new Map(), imports: new Map() };
}
