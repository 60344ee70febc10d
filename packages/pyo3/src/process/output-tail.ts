import type { Readable, Writable } from 'node:stream';

/** How much of each stream is kept for `explainFailure`, in UTF-16 units. */
const keptLength = 64 * 1024;
const lineFeed = 0x0a;

/**
 * Passes `source` on to `target` as it comes, and returns what gives its last part.
 *
 * It writes with `target.write` and not into its file descriptor: that is where Nx listens. Where
 * there is no terminal it writes whole lines only, since Nx takes each write for at least one line.
 */
export function outputTail(source: Readable | null | undefined, target: Writable): () => string {
  const decoder = new TextDecoder();
  const isTerminal = 'isTTY' in target && target.isTTY === true;
  let tail = '';
  let unfinished = new Uint8Array();
  source?.on('data', (chunk: Uint8Array) => {
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-keptLength);
    const bytes = Buffer.concat([unfinished, chunk]);
    const end = isTerminal ? bytes.length : bytes.lastIndexOf(lineFeed) + 1;
    if (end > 0) target.write(bytes.subarray(0, end));
    unfinished = bytes.subarray(end);
  });
  source?.on('end', () => {
    if (unfinished.length > 0) target.write(unfinished);
  });
  return () => tail;
}
