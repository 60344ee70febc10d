import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const source = readFileSync(join(root, 'packages/pyo3/src/diagnostics/pyo3-error.ts'), 'utf8');

describe('docs/troubleshooting.md', () => {
  const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);

  it('is compared with the codes that there are', () => {
    expect(codes).toContain('toml-syntax');
  });

  it.each(codes)('explains %s', (code) => {
    expect(page).toContain(`(${code})`);
  });
});
