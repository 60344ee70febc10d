import { describe, expect, it } from '@jest/globals';
import { fakeSession } from '../testing/fake-session.ts';
import { format } from './format.ts';

describe('format', () => {
  it('formats Rust and Python', async () => {
    const session = fakeSession();
    expect(await format(session, {})).toBe(true);
    expect(session.ran).toEqual(['cargo fmt --package a', 'ruff format .']);
  });

  it('only checks with check, and runs both even if the first one fails', async () => {
    const session = fakeSession({ results: { 'cargo fmt': { exitCode: 1 } } });
    expect(await format(session, { check: true })).toBe(false);
    expect(session.ran).toEqual(['cargo fmt --package a --check', 'ruff format --check .']);
  });
});
