import { describe, expect, it } from '@jest/globals';
import { renderError } from '../../diagnostics/render.ts';
import { chosenTools } from './chosen-tools.ts';

const task = 'mylib:lint';
const both = ['clippy', 'ruff'] as const;

function messageOf(choose: () => unknown): string {
  try {
    choose();
  } catch (error) {
    return renderError(error);
  }
  return 'accepted';
}

describe('the tools of a task', () => {
  it('are those that fit the project', () => {
    expect(chosenTools({ task, fitting: ['clippy'], wanted: undefined, args: ['-q'] })).toEqual([
      'clippy',
    ]);
    expect(chosenTools({ task, fitting: both, wanted: undefined, args: [] })).toEqual(both);
  });

  it('are those that the user wants', () => {
    expect(chosenTools({ task, fitting: both, wanted: ['ruff'], args: ['-q'] })).toEqual(['ruff']);
  });

  it('must have something to do', () => {
    const choice = { task, fitting: ['ruff'] as const, wanted: both, args: [] };
    expect(messageOf(() => chosenTools<'clippy' | 'ruff'>(choice))).toBe(
      '`tools` of mylib:lint names clippy, which has nothing to do in this project. [option-invalid]\n' +
        '  → Write "ruff", or leave the option out.',
    );
  });

  it('share no arguments', () => {
    const choice = { task, fitting: both, wanted: undefined, args: ['-A', 'x'] };
    expect(messageOf(() => chosenTools(choice))).toBe(
      'mylib:lint runs clippy and ruff, and it is not clear which one `-A x` is for. [option-invalid]\n' +
        '  → Add --tools clippy (or ruff) before the arguments.',
    );
  });
});
