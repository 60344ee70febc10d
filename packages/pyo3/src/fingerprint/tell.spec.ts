import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fakeSession } from '../testing/fake-session.ts';
import { tellFingerprint } from './tell.ts';

const current = '{"machine":"linux-x64","rustc":"rustc 1.95.0","variables":{}}';
let workspaceRoot: string;

beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'pyo3-fingerprint-'));
});

afterEach(() => {
  rmSync(workspaceRoot, { recursive: true });
});

describe('the executor fingerprint', () => {
  const tell = (options: { json?: boolean; compare?: string }) => {
    const session = fakeSession({ workspaceRoot });
    expect(tellFingerprint(session, options, current)).toBe(true);
    return session.printed.join('\n');
  };

  it('explains this machine', () => {
    expect(tell({})).toContain('Rust: rustc 1.95.0');
  });

  it('prints the fingerprint itself', () => {
    expect(tell({ json: true })).toBe(current);
  });

  it('compares with another machine', () => {
    writeFileSync(join(workspaceRoot, 'x.json'), current.replace('1.95', '1.94'));
    expect(tell({ compare: 'x.json' })).toContain('Rust differs.');
    expect(tell({ compare: join(workspaceRoot, 'x.json') })).toContain('Rust differs.');
  });

  it('needs a file for that', () => {
    expect(() => tell({ compare: 'none.json' })).toThrow('none.json cannot be read');
  });
});
