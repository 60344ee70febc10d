import { describe, expect, it } from '@jest/globals';
import { renderError } from '../../diagnostics/render.ts';
import { checkOptions, type ExecutorOptions } from './option-values.ts';
import type { OptionSchema, OptionSchemas } from './schema-options.ts';

const text: OptionSchema = { type: 'string' };
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

function messageOf(options: ExecutorOptions): string {
  try {
    checkOptions('mylib:build', options, schemas);
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

  it.each([
    [{ features: 'simd' }, '"simd", which is no list of texts', 'Write "features": ["simd"].'],
    [{ features: [1] }, '[1], which is no list of texts', 'Write "features": ["1"].'],
    [{ features: null }, 'null, which is no list of texts', 'Write "features": ["a","b"].'],
    [{ interpreter: 3.1 }, '3.1, which is no text', 'Write it in quotes: "interpreter": "3.1".'],
    [{ profile: ['dev'] }, '["dev"], which is no text', 'Write a text in quotes.'],
    [
      { strip: 'yes' },
      '"yes", which is neither true nor false',
      'Write "strip": true, without quotes.',
    ],
    [{ backend: 'slow' }, '"slow", which is not a choice of it', 'Choose one of auto, fast.'],
    [
      { tools: ['ruff', 'mypy'] },
      '"mypy", which is not a choice of it',
      'Choose one of clippy, ruff.',
    ],
    [{ env: 'TOKEN=abc' }, 'no object', 'Write "env": { "RUST_LOG": "debug" }.'],
    [{ env: ['TOKEN=abc'] }, 'no object', 'Write "env": { "RUST_LOG": "debug" }.'],
  ])('have the type that the schema demands: %j does not', (options, what, hint) => {
    const [name] = Object.keys(options);
    expect(messageOf(options as unknown as ExecutorOptions)).toBe(
      `The option \`${name}\` of mylib:build is ${what}.\n  → ${hint}`,
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
      '→ It knows args, backend, compatibility, env, features, interpreter, out, profile, strip, target, tools.',
    );
  });
});
