import { describe, expect, it } from '@jest/globals';
import { renderError } from '../diagnostics/render.ts';
import { checkOptions, type ExecutorOptions } from './option-values.ts';

const names = new Set([
  ...['profile', 'features', 'target', 'compatibility', 'interpreter', 'out', 'env', 'args'],
  '__unparsed__',
]);

function messageOf(options: ExecutorOptions): string {
  try {
    checkOptions('mylib:build', options, names);
  } catch (error) {
    return renderError(error);
  }
  return 'accepted';
}

describe('the options of a task', () => {
  it.each([
    { profile: 'release' },
    { profile: 'dev-opt_2' },
    { features: ['simd', 'serde/derive', 'rayon?/std', 'c++20'] },
    { target: 'aarch64-unknown-linux-gnu' },
    { target: 'thumbv8m.main-none-eabihf' },
    { compatibility: 'manylinux_2_28' },
    { interpreter: '/opt/my python/bin/python3' },
    { interpreter: '3.12' },
    { env: { RUST_LOG: 'debug=1', EMPTY: '' } },
    { args: ['--anything goes', '-x'] },
    { k: 'foo', __unparsed__: ['-k', 'foo'] },
  ])('may be %j', (options) => {
    expect(messageOf(options)).toBe('accepted');
  });

  it.each([
    [{ profile: 'my profile' }, '"my profile", which is no name of a Cargo profile'],
    [{ profile: '--release' }, '"--release", which is no name of a Cargo profile'],
    [{ features: ['a', 'b c'] }, '"b c", which is no name of a Cargo feature'],
    [{ features: ['a,b'] }, '"a,b", which is no name of a Cargo feature'],
    [{ target: 'linux' }, '"linux", which is no Rust target triple'],
    [{ compatibility: 'many linux' }, '"many linux", which is no platform tag'],
    [{ interpreter: '' }, '"", which is no interpreter'],
    [{ out: ' ' }, '" ", which is no folder'],
  ])('are refused when they are %j', (options, what) => {
    const [name] = Object.keys(options);
    expect(messageOf(options)).toContain(`The option \`${name}\` of mylib:build is ${what}.\n  → `);
  });

  it.each([
    [{ 'A=B': 'x' }, '"A=B"'],
    [{ TOKEN: 7 }, '"TOKEN"'],
  ])('name a variable that cannot be one (%j), and never show its value', (env, shown) => {
    expect(messageOf({ env })).toBe(
      `The option \`env\` of mylib:build has ${shown}, which is no environment variable with a text.\n` +
        '  → Write names without `=`, and each value as a string: "env": { "RUST_LOG": "debug" }.',
    );
  });

  it('name the option that a misspelled one was meant to be', () => {
    expect(messageOf({ profil: 'release' })).toBe(
      'mylib:build has an option `profil`, which its executor does not know.\n' +
        '  → Did you mean `profile`? Arguments for the tool itself go into `args`.',
    );
  });

  it('list what there is when nothing resembles it', () => {
    expect(messageOf({ docker: true })).toContain(
      '→ It knows args, compatibility, env, features, interpreter, out, profile, target.',
    );
  });
});
