import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { slim } from './slim.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-slim-'));
  mkdirSync(join(folder, 'inner'));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write('package.json', '{ "type": "module" }');
  write('index.d.ts', "export type { A } from './inner/a.ts';\n");
  write('inner/a.d.ts', "import type { B } from './b.ts';\nexport interface A extends B {}\n");
  write('inner/b.d.ts', 'export interface B {}\n');
  write('inner/unused.d.ts', 'export {};\n');
  write(
    'index.js',
    [
      '/** Says why. */',
      'export function explain(reason) {',
      '    const localName = `because ${reason}`;',
      '    return localName;',
      '}',
    ].join('\n'),
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('slim', () => {
  it('shortens a program without changing what it does or the names in its stack traces', async () => {
    await slim(folder, ['index.d.ts']);
    const text = readFileSync(join(folder, 'index.js'), 'utf8');
    expect(text).not.toMatch(/Says why|localName|\n./);
    const { explain } = (await import(pathToFileURL(join(folder, 'index.js')).href)) as {
      explain: (reason: string) => string;
    };
    expect([explain.name, explain('x')]).toEqual(['explain', 'because x']);
  });

  it('keeps the declarations that the entries lead to, and no other', async () => {
    await slim(folder, ['index.d.ts']);
    expect(readdirSync(join(folder, 'inner')).sort()).toEqual(['a.d.ts', 'b.d.ts']);
  });
});
