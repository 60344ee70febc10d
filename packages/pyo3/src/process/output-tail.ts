import type { Readable, Writable } from 'node:stream';

/** How much of each stream is kept for `explainFailure`, in UTF-16 units. */
const keptLength = 64 * 1024;

/**
 * Passes `source` on to `target` as it comes, and returns what gives its last part.
 *
 * It writes with `target.write` and not into its file descriptor: that is where Nx listens.
 */
export function outputTail(source: Readable | null | undefined, target: Writable): () => string {
  const decoder = new TextDecoder();
  let tail = '';
  source?.on('data', (chunk: Uint8Array) => {
    target.write(chunk);
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-keptLength);
  });
  return () => tail;
}
