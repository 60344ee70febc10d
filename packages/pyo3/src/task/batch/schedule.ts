/** A task of a batch, and those of the batch that have to succeed before it. */
export interface Step {
  readonly id: string;
  readonly after: readonly string[];
}

export type Finished<R> =
  | { readonly kind: 'done'; readonly id: string; readonly result: R }
  /** Not begun, since `failed` did not succeed. */
  | { readonly kind: 'skipped'; readonly id: string; readonly failed: string };

/**
 * Does the work of every step after what it waits for, at most `limit` at once, and gives each one
 * as soon as it is finished. Every step is given once, whatever happens; steps that wait for each
 * other in a circle are skipped.
 *
 * @param work must not throw.
 */
export async function* schedule<R extends { readonly success: boolean }>(
  steps: readonly Step[],
  limit: number,
  work: (id: string) => Promise<R>,
): AsyncGenerator<Finished<R>, void, undefined> {
  const waiting = new Map(steps.map((step) => [step.id, step.after]));
  const failed = new Set<string>();
  const running = new Map<string, Promise<Finished<R>>>();

  while (waiting.size > 0 || running.size > 0) {
    for (const [id, after] of waiting) {
      const culprit = after.find((other) => failed.has(other));
      if (culprit !== undefined) {
        waiting.delete(id);
        failed.add(id);
        yield { kind: 'skipped', id, failed: culprit };
      } else if (running.size < limit && after.every((other) => isOver(other))) {
        waiting.delete(id);
        running.set(
          id,
          work(id).then((result) => ({ kind: 'done', id, result })),
        );
      }
    }
    if (running.size === 0) {
      if (![...waiting.values()].some((after) => after.some((id) => failed.has(id)))) break;
      continue;
    }
    const finished = await Promise.race(running.values());
    running.delete(finished.id);
    if (finished.kind === 'done' && !finished.result.success) failed.add(finished.id);
    yield finished;
  }
  for (const [id, after] of waiting) yield { kind: 'skipped', id, failed: after[0] ?? id };

  function isOver(id: string): boolean {
    return !waiting.has(id) && !running.has(id);
  }
}
