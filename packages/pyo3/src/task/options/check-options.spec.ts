import { describe, expect, it } from '@jest/globals';
import { renderError } from '../../diagnostics/render.ts';
import {
  checkedOptions,
  type OptionSchema,
  type OptionSchemas,
  type UncheckedOptions,
} from './check-options.ts';

const text: OptionSchema = { type: 'string' };
const released: OptionSchema = { type: 'string', default: 'release' };
const texts: OptionSchema = { type: 'array' };
const schemas: OptionSchemas = new Map<string, OptionSchema>([
  ...['profile', 'target', 'compatibility', 'interpreter', 'out'].map(
    (name) => [name, text] as const,
  ),
  ...['features', 'args', '__unparsed__'].map((name) => [name, texts] as const),
  ['env', { type: 'object' }],
  ['strip', { type: 'boolean' }],
  ['tools', { type: 'array', items: { enum: ['clippy', 'ruff'] } }],
  ['backend', { type: 'string', enum: ['auto', 'fast'] }],
]);

function messageOf(options: UncheckedOptions): string {
  try {
    checkedOptions('mylib:build', options, schemas);
  } catch (error) {
    return renderError(error);
  }
  return 'accepted';
}

describe('the options of a task', () => {
  it.each([
    ['typed', { release: true, __unparsed__: ['--release'] }],
    ['among the arguments', { args: ['--release'] }],
  ])('say what to type for --release of cargo and maturin: %s', (_where, options) => {
    const message = () => {
      checkedOptions('mylib:build', options, new Map([...schemas, ['profile', released]]));
    };
    expect(message).toThrow('`--release` of mylib:build is written as a profile.');
    // cargo test gets no profile by default.
    expect(messageOf(options)).toBe('accepted');
  });

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
    [{ profile: 'my profile' }, 'the name of a Cargo profile, but it is "my profile"'],
    [{ profile: '--release' }, 'the name of a Cargo profile, but it is "--release"'],
    [{ features: ['a', 'b c'] }, 'a list of names of Cargo features, but it has "b c"'],
    [{ features: ['a,b'] }, 'a list of names of Cargo features, but it has "a,b"'],
    [{ target: 'linux' }, 'a Rust target triple, but it is "linux"'],
    [{ compatibility: 'many linux' }, 'a platform tag, but it is "many linux"'],
    [{ interpreter: '' }, 'an interpreter, but it is ""'],
    [{ out: ' ' }, 'a folder, but it is " "'],
  ])('are refused when they are %j', (options, what) => {
    const [name] = Object.keys(options);
    expect(messageOf(options)).toContain(
      `\`${name}\` of mylib:build must be ${what}. [option-invalid]\n  → `,
    );
  });

  it.each([
    [{ 'A=B': 'x' }, '"A=B"'],
    [{ TOKEN: 7 }, '"TOKEN"'],
  ])('name a variable that cannot be one (%j), and never show its value', (env, shown) => {
    expect(messageOf({ env })).toBe(
      `\`env\` of mylib:build must be an object of environment variables whose values are strings, but ${shown} in it is not. [option-invalid]\n` +
        '  → Write names without `=`, and each value as a string: "env": { "RUST_LOG": "debug" }.',
    );
  });

  it.each([
    [{ features: 'simd' }, 'a list of strings, but it is "simd"', 'Write "features": ["simd"].'],
    [{ features: [1] }, 'a list of strings, but it is [1]', 'Write "features": ["1"].'],
    [{ features: null }, 'a list of strings, but it is null', 'Write "features": ["a","b"].'],
    [{ interpreter: 3.1 }, 'a string, but it is 3.1', 'Write it in quotes: "interpreter": "3.1".'],
    [{ profile: 3 }, 'a string, but it is 3', 'Write it in quotes: "profile": "3".'],
    [{ profile: ['dev'] }, 'a string, but it is ["dev"]', 'Write a string in quotes.'],
    [{ strip: 'yes' }, 'true or false, but it is "yes"', 'Write "strip": true, without quotes.'],
    [{ backend: 'slow' }, 'one of auto, fast, but it is "slow"', 'Choose one of auto, fast.'],
    [
      { tools: ['ruff', 'mypy'] },
      'a list with items among clippy, ruff, but it has "mypy"',
      'Choose one of clippy, ruff.',
    ],
    [{ env: 'TOKEN=abc' }, 'an object, but it is not one', 'Write "env": { "RUST_LOG": "debug" }.'],
    [
      { env: ['TOKEN=abc'] },
      'an object, but it is not one',
      'Write "env": { "RUST_LOG": "debug" }.',
    ],
  ])('have the type that the schema demands: %j does not', (options, what, hint) => {
    const [name] = Object.keys(options);
    expect(messageOf(options)).toBe(
      `\`${name}\` of mylib:build must be ${what}. [option-invalid]\n  → ${hint}`,
    );
  });

  it('name the option that a misspelled one was meant to be', () => {
    expect(messageOf({ profil: 'release' })).toBe(
      'mylib:build has an option `profil`, which its executor does not know. [option-invalid]\n' +
        '  → Did you mean `profile`? Arguments for the tool itself go into `args`.',
    );
  });

  it('list what there is when nothing resembles it', () => {
    expect(messageOf({ docker: true })).toContain(
      '→ It knows args, backend, compatibility, env, features, interpreter, out, profile, strip, target, tools.',
    );
  });
});
