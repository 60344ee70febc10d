import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Collects the paths in which something has happened, until they are taken. */
export interface ChangedFiles {
  /** Records a file that exists at the start, so that its later removal is a change. */
  readonly expect: (path: string) => void;
  readonly add: (path: string) => void;
  /**
   * Waits for a change and then until nothing has happened for a moment, and returns the files that
   * differ from the previous call: a file that was only touched, or written with the same content,
   * is not a change. Empty once `stop` is aborted.
   */
  readonly next: (stop: AbortSignal) => Promise<readonly string[]>;
}

/**
 * @param root an absolute path; the paths are relative to it.
 * @param quietMs how long nothing may happen before the changes are returned, in milliseconds.
 */
export function changedFiles(root: string, quietMs: number): ChangedFiles {
  const seen = new Map<string, string>();
  let waiting = new Set<string>();
  let onEvent = () => {};

  const quiet = (stop: AbortSignal) =>
    new Promise<void>((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const done = () => {
        clearTimeout(timer);
        stop.removeEventListener('abort', done);
        onEvent = () => {};
        resolve();
      };
      onEvent = () => {
        clearTimeout(timer);
        timer = setTimeout(done, quietMs);
      };
      stop.addEventListener('abort', done);
      if (stop.aborted) done();
      else if (waiting.size > 0) onEvent();
    });

  const take = () => {
    const paths = [...waiting].sort();
    waiting = new Set();
    return paths.filter((path) => {
      const state = stateOf(join(root, path));
      // A temporary file that an editor creates and removes while it saves is not a change.
      const before = seen.get(path) ?? 'absent';
      if (before === state) return false;
      seen.set(path, state);
      return true;
    });
  };

  return {
    expect: (path) => {
      if (!seen.has(path)) seen.set(path, 'unchanged');
    },
    add: (path) => {
      waiting.add(path);
      onEvent();
    },
    next: async (stop) => {
      for (;;) {
        await quiet(stop);
        if (stop.aborted) return [];
        const changed = take();
        if (changed.length > 0) return changed;
      }
    },
  };
}

function stateOf(file: string): string {
  try {
    const found = statSync(file);
    if (found.isDirectory()) return 'folder';
    // The read of a pipe or a device may never end.
    if (!found.isFile()) return 'other';
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return 'absent';
  }
}
