/**
 * Libraries in a tree of Nx, to which constructs are added, and how they come to the disk.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { libraryGenerator } from '../../src/generators/library/generator.ts';
import type { LibraryGeneratorOptions } from '../../src/generators/library/options.ts';

/** A library whose module is a function, as it was written before PyO3 0.22. */
export async function addLibrary(
  tree: Tree,
  name: string,
  form: 'declarative' | 'functional',
  options: Partial<LibraryGeneratorOptions>,
): Promise<void> {
  await libraryGenerator(tree, { directory: `libs/${name}`, skipFormat: true, ...options });
  if (form === 'declarative') return;
  const crate = tree.exists(`libs/${name}/rust`) ? 'rust/src' : 'src';
  const file = `libs/${name}/${crate}/lib.rs`;
  const text = tree.read(file, 'utf-8') ?? '';
  const module = /^mod (\w+) \{$/m.exec(text)?.[1] ?? name;
  tree.write(file, functional(module));
}

function functional(module: string): string {
  return `//! A module that is a function.

use pyo3::prelude::*;

/// Written in Rust.
#[pymodule]
#[pyo3(name = "${module}")]
fn the_module(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("__version__", env!("CARGO_PKG_VERSION"))?;
    Ok(())
}
`;
}

export function writeTree(tree: Tree, root: string): void {
  for (const { path, content } of tree.listChanges()) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content?.toString('utf8') ?? '');
  }
}
