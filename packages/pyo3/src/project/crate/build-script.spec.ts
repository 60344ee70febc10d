import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { readCargoManifest } from '../../manifest/cargo/cargo.ts';
import { scriptReadsPackage } from './build-script.ts';

const reads = (script: string, build = '', file = 'build.rs') => {
  const manifest = readCargoManifest(`[package]\nname = "a"\n${build}`, 'x/Cargo.toml');
  return scriptReadsPackage('x', manifest, memoryReader({ [`x/${file}`]: script }));
};

describe('a build script', () => {
  it.each([
    ['reads a file', 'fn main() { std::fs::read("a").unwrap(); }'],
    ['reads what it imports for that', 'use std::fs::read;\nfn main() { read("a").unwrap(); }'],
    ['leaves it to a crate', 'fn main() { codegen::run("schema"); }'],
    ['starts a program', 'use std::process::Command;\nfn main() { Command::new("x").status(); }'],
    ['includes a text', 'fn main() { let x = include_str!("a.txt"); }'],
  ])('without rerun-if counts for all files of its package: it %s', (_what, script) => {
    expect(reads(script)).toBe(true);
  });

  it.each([
    [
      'says what it reads',
      'fn main() { println!("cargo:rerun-if-changed=a"); std::fs::read("a"); }',
    ],
    [
      'asks pyo3 for its settings',
      'fn main() {\n    // std::fs\n    pyo3_build_config::add_extension_module_link_args();\n}',
    ],
    ['prints only', 'fn main() { println!("cargo::rustc-cfg=std::fs"); }'],
  ])('does not where it %s', (_what, script) => {
    expect(reads(script)).toBe(false);
  });

  it('may lie elsewhere, or be switched off', () => {
    const script = 'fn main() { codegen::run(); }';
    expect(reads(script, 'build = "b/main.rs"', 'b/main.rs')).toBe(true);
    expect(reads(script, 'build = false')).toBe(false);
    expect(reads(script, '', 'other.rs')).toBe(false);
  });
});
