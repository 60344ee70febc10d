import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { crate, repositoryOf } from '../testing/written-repository.ts';
import type { TargetNames } from '../targets/target-names.ts';
import { withReadsOfCargo } from './reads-of-cargo.ts';

describe('what a compile was seen to read', () => {
  const reads = { files: ['data/x.txt'], globs: ['proto/**/*'], ignored: [], git: [], outside: [] };
  const names = { compile: 'compile', 'cargo-test': 'ct', build: undefined } as TargetNames;
  const repository = repositoryOf({
    'a/Cargo.toml': crate('a', '[package.metadata.nx-pyo3]\ninputs = ["own.txt"]\n'),
    'b/Cargo.toml': crate('b'),
  });
  const declared = (target: string) =>
    withReadsOfCargo(
      { repository, manifests: manifestsOf(memoryReader({})) },
      { a: { [target]: reads } },
      names,
    ).projects.map((project) => project.declared?.files);

  it('is declared by the project of the crate, on this machine', () => {
    expect(declared('ct')).toEqual([['a/own.txt', 'data/x.txt', 'proto/**/*'], undefined]);
    expect(declared('compile')).toEqual(declared('ct'));
  });

  it('is not of other targets, which have inputs of their own', () => {
    expect(declared('pytest')).toEqual([['a/own.txt'], undefined]);
  });
});
