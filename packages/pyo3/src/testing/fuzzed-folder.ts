import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, jest } from '@jest/globals';

/** A temporary folder for each test, and what the plugin printed about it. */
export interface FuzzedFolder {
  readonly root: () => string;
  readonly write: (path: string, text: string) => void;
  /** What was printed since the last call. */
  readonly takePrinted: () => readonly string[];
}

/** Registers the folder with the spec that calls this. */
export function fuzzedFolder(): FuzzedFolder {
  let root = '';
  let printed: string[] = [];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pyo3-fuzz-'));
    printed = [];
    jest.spyOn(console, 'error').mockImplementation((text) => void printed.push(String(text)));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(root, { recursive: true });
  });
  return {
    root: () => root,
    write: (path, text) => {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    takePrinted: () => printed.splice(0),
  };
}
