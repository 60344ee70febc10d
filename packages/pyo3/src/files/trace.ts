/**
 * What a computation has looked at, so that its result can be used again for as long as none of that
 * has changed. Whoever answers a question names its source (`look`), whoever keeps a result records
 * the sources (`traced`), and whoever finds that an answer has changed marks its source as stale.
 *
 * Traces are of computations that do not wait: one that did would record what runs in between.
 */

/** Something that was asked. It becomes stale when it gives another answer, and then for good. */
export interface Source {
  stale: boolean;
}

/** A value, and what it was made from. */
export interface Traced<T> {
  readonly value: T;
  readonly sources: readonly Source[];
}

/**
 * A result of more sources than this is made anew for each look at the repository: in a chain of
 * thousands of projects, in which each depends on all before it, the sources would take more memory
 * than the graph.
 */
const mostSources = 1000;

let current: Set<Source> | undefined;

/** Records that the running computation, if it is traced, has used a source. */
export function look(source: Source): void {
  if (current !== undefined && current.size <= mostSources) current.add(source);
}

/** Records all that a kept value was made from: its user depends on that as well. */
export function lookAt({ sources }: { readonly sources: Iterable<Source> }): void {
  if (current === undefined || current.size > mostSources) return;
  for (const source of sources) current.add(source);
}

const nothing: readonly Source[] = [];

/** In the place of too many sources: stale as soon as the repository is looked at again. */
let tooMany: readonly Source[] = [{ stale: false }];

/** Begins another look at the repository. Within one look, each question has one answer. */
export function beginLook(): void {
  for (const source of tooMany) source.stale = true;
  tooMany = [{ stale: false }];
}

/** The value with its sources, which count for the computation around it as well. */
export function traced<T>(make: () => T): Traced<T> {
  const around = current;
  const own = new Set<Source>();
  current = own;
  try {
    const value = make();
    const sources = own.size === 0 ? nothing : own.size > mostSources ? tooMany : [...own];
    return { value, sources };
  } finally {
    current = around;
    lookAt({ sources: own.size > mostSources ? tooMany : own });
  }
}

/** Whether all that the value was made from still gives the same answers. */
export function isCurrent({ sources }: Traced<unknown>): boolean {
  return sources.every(({ stale }) => !stale);
}
