/**
 * Sources that cargo takes for unchanged although they are not. It compares times of modification, and
 * `mv`, `cp -p`, `rsync -t` and `tar x` put a file with an older time in the place of another.
 */
import type { HashedInputs } from './hashed-inputs.ts';

export interface FileTimes {
  /** Milliseconds since 1970, as the file says itself. */
  readonly modified: number;
  /** When the file came to its place or was last written, as the file system says. */
  readonly changed: number;
}

/**
 * Files that came to their place after the last look, with an older time.
 *
 * @param since the last look, in milliseconds since 1970.
 * @param files see `inputFiles`.
 */
export function overlookedSources(
  since: number,
  { hasFile }: Pick<HashedInputs, 'hasFile'>,
  files: readonly string[],
  timesOf: (path: string) => FileTimes | undefined,
): readonly string[] {
  return files
    .filter((path) => {
      const times = timesOf(path);
      return times !== undefined && times.changed > since && times.modified < since;
    })
    .filter(hasFile);
}
