import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { outsideContent } from './outside-content.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-content-'));
  write('ws/nx.json', '{}');
  write('engine/src/lib.rs', 'v1');
  write('engine/Cargo.toml', '[dependencies]\nmore = { path = "../more" }\n');
  write('more/src/lib.rs', 'v1');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const content = () => outsideContent(join(root, 'ws'), ['../engine', '../none.txt']);

it.each(['engine/src/lib.rs', 'engine/src/new.rs', 'more/src/lib.rs', 'none.txt'])(
  'changes with %s, also through path dependencies',
  (file) => {
    const before = content();
    write(file, 'v2');
    expect(content()).not.toBe(before);
  },
);

it('does not change with what cargo writes', () => {
  const before = content();
  write('engine/target/debug/x', 'v2');
  expect(content()).toBe(before);
});

it('is nothing where nothing lies outside', () => {
  expect(outsideContent(join(root, 'ws'), [])).toBeNull();
});

it('ends where links lead in circles', () => {
  symlinkSync('.', join(root, 'engine/one'));
  symlinkSync('.', join(root, 'engine/two'));
  expect(content()).toBe(content());
});

it('is another one each time where it is too large to be read at every command', () => {
  for (let index = 0; index < 5_001; index += 1) write(`engine/many/${String(index)}`, '');
  expect(content()).not.toBe(content());
});

it('is another one each time where it has too many folders', () => {
  for (let index = 0; index < 20_001; index += 1) mkdirSync(join(root, 'engine', String(index)));
  expect(content()).not.toBe(content());
});
