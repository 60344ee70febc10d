import { describe, expect, it } from '@jest/globals';
import { compareFingerprints, explainFingerprint, parseFingerprint } from './explain.ts';
import { canonicalJson } from '../project/folder/canonical-json.ts';
import type { Abi } from './abi.ts';
import type { FingerprintFacts } from './fingerprint.ts';

const facts: FingerprintFacts = {
  cargoConfig: null,
  executables: 'e3b0c44298fc1c14',
  libc: 'glibc-2.36',
  machine: 'linux-x64',
  envFiles: null,
  outside: null,
  maturin: 'maturin 1.16.0',
  python: {
    abiFlags: '',
    extSuffix: '.cpython-312-x86_64-linux-gnu.so',
    implementation: 'cpython',
    pointerWidth: 64,
    version: [3, 12],
  },
  pythonOfProjects: {},
  results: 1,
  rustc: 'rustc 1.95.0 (abc 2026-04-01)\nbinary: rustc\nhost: x86_64-unknown-linux-gnu',
  settingsAbove: null,
  variables: { RUSTFLAGS: '0011223344556677' },
};

describe('the fingerprint of a machine in words', () => {
  it('names each part, its value and where it comes from', () => {
    const told = explainFingerprint(facts);
    expect(told).toEqual(
      expect.arrayContaining([
        'Platform: linux-x64',
        'Rust: rustc 1.95.0 (abc 2026-04-01)',
        'Python: cpython 3.12 (.cpython-312-x86_64-linux-gnu.so)',
        'maturin: maturin 1.16.0',
        'Cargo configuration outside of the workspace: none',
        'Python of projects: none',
        'Variables: RUSTFLAGS (digest 0011223344556677)',
        '  from config.toml in CARGO_HOME (~/.cargo) and in .cargo of the folders above, with what they include',
      ]),
    );
  });

  it('leaves out no part', () => {
    const names = explainFingerprint(facts).filter((line) => !line.startsWith('  '));
    expect(names).toHaveLength(Object.keys(facts).length);
  });

  it('says what is not known, or broken', () => {
    const told = (python: Abi) => explainFingerprint({ ...facts, python }).join('\n');
    expect(told({ unknown: '1' })).toContain('Python: not known before a task uses it');
    expect(told(null)).toContain('Python: none');
  });
});

describe('two machines', () => {
  it('that are equal are said to be', () => {
    expect(compareFingerprints(facts, { ...facts })).toEqual([
      "Nothing differs: both machines use each other's results.",
    ]);
  });

  it.each<readonly [string, Partial<FingerprintFacts>, string]>([
    ['Rust', { rustc: 'rustc 1.94.0' }, 'rust-toolchain.toml'],
    ['C library', { libc: 'musl' }, 'manylinux'],
    ['Variables', { variables: {} }, 'Set them on both or on none'],
    ['Python of projects', { pythonOfProjects: { 'libs/a': null } }, '.venv'],
  ])('that differ in %s say so, with the cure', (name, other, cure) => {
    const told = compareFingerprints(facts, { ...facts, ...other });
    expect(told[0]).toBe(`${name} differs.`);
    expect(told).toHaveLength(4);
    expect(told[3]).toContain(cure);
  });

  it('that differ in the commit of rustc only are shown as differing', () => {
    const told = compareFingerprints(facts, { ...facts, rustc: `${String(facts.rustc)}\nLLVM: 1` });
    expect(told[0]).toBe('Rust differs.');
    expect(told[1]).not.toBe(told[2]?.replace('there:', 'here: '));
  });
});

describe('a fingerprint that was written into a file', () => {
  it('is read, also behind what Nx prints', () => {
    const text = `\n> nx run a:fingerprint --json\n\n${canonicalJson(facts)}\n\nNX done\n`;
    expect(parseFingerprint(text, 'x.json')).toEqual(facts);
  });

  it.each([
    '',
    '[]',
    '{}',
    '{"machine": 1}',
    'hello',
    '{"machine":"x","variables":{},"python":{"version":3}}',
    '{"machine":"x","variables":{},"rustc":{}}',
  ])('is refused when it is none: %j', (text) => {
    expect(() => parseFingerprint(text, 'x.json')).toThrow(
      expect.objectContaining({
        code: 'option-invalid',
        message: 'x.json holds no fingerprint.',
        hint: expect.stringContaining('--json'),
      }),
    );
  });
});
