import type { AbsolutePath } from './paths.ts';
import { statOptional } from './disk.ts';

/**
 * Values that change whenever the content of a file or the entries of a folder do: modification and
 * change times in milliseconds, size, and inode (a renamed file keeps its times).
 */
export type Stamp = readonly [modified: number, changed: number, size: number, inode: number];

/** Something on disk, and the answer that was read when it had the stamp. */
export interface Seen {
  /** The path, as a `FileReader` takes it. */
  readonly path: string;
  /** Absent if a stamp would prove nothing. */
  readonly stamp?: Stamp;
  /** Equal for equal answers. */
  readonly answer: string;
}

/**
 * File system clocks tick in steps of up to 2 s (FAT), so a second change within the same step does
 * not change the stamp. No stamp is given to something that has just changed.
 */
export const settled = 3000;

/**
 * `undefined` for something that does not exist, and for something that may change and keep its
 * stamp.
 */
export function stampOf(absolute: AbsolutePath, now: number): Stamp | undefined {
  const stat = statOptional(absolute);
  if (stat === undefined || Math.max(stat.mtimeMs, stat.ctimeMs) > now - settled) return undefined;
  return [stat.mtimeMs, stat.ctimeMs, stat.size, stat.ino];
}

/**
 * Whether the disk would give the same answers now: one `stat` for each that still has its stamp;
 * the others are asked again.
 *
 * @param ask returns the current answer.
 * @returns the same array if no stamp is new; `undefined` if an answer differs.
 */
export async function confirm<T extends Seen>(
  root: string,
  all: readonly T[],
  ask: (one: T) => string | Promise<string>,
): Promise<readonly T[] | undefined> {
  const now = Date.now();
  const renewed = new Map<T, T>();
  for (const one of all) {
    const absolute = one.path === '.' ? root : `${root}/${one.path}`;
    if (hasStamp(absolute, one.stamp)) continue;
    const stamp = stampOf(absolute, now);
    if ((await ask(one)) !== one.answer) return undefined;
    if (stamp !== undefined) renewed.set(one, { ...one, stamp });
  }
  return renewed.size === 0 ? all : all.map((one) => renewed.get(one) ?? one);
}

/** Whether a file or folder is unchanged since it had the stamp. */
export function hasStamp(absolute: AbsolutePath, stamp: Stamp | undefined): boolean {
  const stat = stamp && statOptional(absolute);
  return (
    stat !== undefined &&
    stat.mtimeMs === stamp?.[0] &&
    stat.ctimeMs === stamp[1] &&
    stat.size === stamp[2] &&
    stat.ino === stamp[3]
  );
}
