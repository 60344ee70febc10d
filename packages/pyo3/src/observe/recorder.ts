/** Loads `../recorder/sitecustomize.py` into Python processes, and reads what it has written. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readOptional, safely } from '../files/disk.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { Command } from '../process/command.ts';
import { parseTraces, type PythonTrace } from './python-trace.ts';

export interface Recording {
  /** The command, in an environment that makes Python record. */
  readonly command: Command;
  /** What was recorded so far. */
  readonly trace: () => PythonTrace;
  /** Removes the records. */
  readonly end: () => void;
}

export interface RecordingRequest {
  readonly command: Command;
  /** Folder of the plugin's own files, see `pluginDataFolder`; absolute. */
  readonly data: string;
  /** The repository, by each name that it has; absolute. */
  readonly roots: readonly string[];
}

/**
 * Prepares a recording. The recorder is copied beside the records, since Python writes the compiled
 * module next to it, and a package is not to be written to.
 *
 * @returns `undefined` when a path cannot stand in a list such as PYTHONPATH.
 * @throws Pyo3Error `file-unwritable`, and what the file system throws.
 */
export function startRecording({ command, data, roots }: RecordingRequest): Recording | undefined {
  const lists = [data, ...roots];
  if (lists.some((path) => path.includes(delimiter))) return undefined;
  const recorder = join(data, 'recorder');
  mkdirSync(recorder, { recursive: true });
  const copy = join(recorder, 'sitecustomize.py');
  const source = readFileSync(new URL('../recorder/sitecustomize.py', import.meta.url), 'utf8');
  if (readOptional(copy) !== source) replaceFile(copy, source);
  removeAbandoned(data);
  const records = mkdtempSync(join(data, 'reads-'));
  const before = command.env['PYTHONPATH'];
  const env = {
    ...command.env,
    // An empty entry would be the working folder.
    PYTHONPATH: [recorder, ...(before ? [before] : [])].join(delimiter),
    NX_PYO3_READS: [records, ...roots, '-', data].join(delimiter),
  };
  return {
    command: { ...command, env },
    trace: () => {
      const names = safely(() => readdirSync(records), []);
      return parseTraces(names.map((name) => readFileSync(join(records, name), 'utf8')));
    },
    end: () => {
      rmSync(records, { recursive: true, force: true });
    },
  };
}

const dayMs = 24 * 3_600_000;

/** Of tasks that were killed. */
function removeAbandoned(data: string): void {
  for (const name of readdirSync(data).filter((one) => one.startsWith('reads-'))) {
    const folder = join(data, name);
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > dayMs) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
