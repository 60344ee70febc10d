import { describe, expect, it } from '@jest/globals';
import { callNxAs, inWordsOfRepository, renderDiagnostic } from './render.ts';

describe('the command for Nx in a hint', () => {
  it('stays as it is while nobody said how the repository calls Nx', () => {
    expect(inWordsOfRepository('Run `nx sync`.')).toBe('Run `nx sync`.');
  });

  it.each([
    ['Run `nx sync` and commit the result.', 'Run `./nx sync` and commit the result.'],
    ['Create one: nx g pyo3:lib libs/x', 'Create one: ./nx g pyo3:lib libs/x'],
    ['nx run-many -t build or `nx reset`', './nx run-many -t build or `./nx reset`'],
    ['npx nx sync, ./nx sync, pnpm nx sync', 'npx nx sync, ./nx sync, pnpm nx sync'],
    ['Write it into nx.json, or a/nx b', 'Write it into nx.json, or a/nx b'],
    ['NX_DAEMON=false, or Nx itself', 'NX_DAEMON=false, or Nx itself'],
  ])('is that of the repository: %s', (hint, shown) => {
    callNxAs(() => './nx');
    expect(inWordsOfRepository(hint)).toBe(shown);
  });

  it('is looked for once, when a hint is rendered', () => {
    let asked = 0;
    callNxAs(() => {
      asked += 1;
      return 'pnpm nx';
    });
    expect(asked).toBe(0);
    const hint = 'Run `nx sync`, then `nx reset`.';
    const shown = renderDiagnostic({ message: 'x', code: undefined, hint });
    expect(shown).toBe('x\n  → Run `pnpm nx sync`, then `pnpm nx reset`.');
    renderDiagnostic({ message: 'x', code: undefined, hint });
    expect(asked).toBe(1);
  });
});
