import { describe, expect, it } from '@jest/globals';
import { asTyped } from './as-typed.ts';
import { profileArgs } from './extension-profile.ts';

describe('a command for reading', () => {
  const shown = (...args: readonly string[]) =>
    asTyped({ program: 'cargo', args, cwd: '/', env: {} }).args.join(' ');

  it('has a profile of the plugin by its name', () => {
    const args = ['build', '--lib', ...profileArgs('dev', false), '--features', 'x'];
    expect(shown(...args)).toBe('build --lib --profile dev-ext --features x');
  });

  it('has no format of messages for a program', () => {
    expect(shown('build', '--message-format', 'json-render-diagnostics', '--lib')).toBe(
      'build --lib',
    );
  });

  it('keeps what the user has written', () => {
    const own = ['--config', 'profile.dev-ext.opt-level=3', '--message-format', 'short'];
    expect(shown('build', ...own)).toBe(`build ${own.join(' ')}`);
  });
});
