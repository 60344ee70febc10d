import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { mayHaveTests } from './rust-tests.ts';

type Files = Readonly<Record<string, string>>;

const crate = { name: 'a', root: 'a', manifestPath: 'a/Cargo.toml', cargoRoot: 'a' };
const manifest = '[package]\nname = "a"\nversion = "1.0.0"\n';
const has = (files: Files) =>
  mayHaveTests(crate, manifestsOf(memoryReader({ 'a/Cargo.toml': manifest, ...files })));

describe('a crate that may have tests', () => {
  it.each([
    '#[test]\nfn a() {}',
    '#[cfg(test)]\nmod tests;',
    '#[tokio::test]\nasync fn a() {}',
    'proptest! {}',
    '/// ```\n/// a();\n/// ```\nfn a() {}',
    '///     a();\nfn a() {}',
    '/** text */\nfn a() {}',
    '#![doc = include_str!("../README.md")]',
    'include!(concat!(env!("OUT_DIR"), "/x.rs"));',
    '#[path = "../x.rs"]\nmod x;',
  ])('has %j in a source', (text) => {
    expect(has({ 'a/src/lib.rs': 'mod deep;', 'a/src/deep/mod.rs': text })).toBe(true);
  });

  it.each<Files>([
    { 'a/src/lib.rs': '', 'a/tests/one.rs': 'fn main() {}' },
    { 'a/src/lib.rs': '', 'a/examples/one/main.rs': '' },
    { 'a/lib.rs': '', 'a/Cargo.toml': `${manifest}[lib]\npath = "lib.rs"\n` },
    { 'a/src/lib.rs': '', 'a/Cargo.toml': `${manifest}[[test]]\nname = "x"\n` },
  ])('or is this: %j', (files) => {
    expect(has(files)).toBe(true);
  });
});

describe('a crate that surely has none', () => {
  it.each<Files>([
    { 'a/src/lib.rs': '/// Adds.\npub fn add(a: i32, b: i32) -> i32 { a + b }' },
    { 'a/src/lib.rs': '', 'a/tests/test_python.py': '' },
  ])('is %j', (files) => {
    expect(has(files)).toBe(false);
  });
});
