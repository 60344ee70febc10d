import { builtOutput } from '../project/folder/built-folder.ts';
import { cargoTestInputs, crateInputs, withoutRuntime } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/**
 * Not for an extension module, which maturin builds from the folder of its pyproject.toml: on macOS
 * cargo alone cannot link it.
 */
export const crateBuildTarget: MakeTarget = (context) => {
  const { project, uses } = context;
  if (project.kind !== 'crate' || uses.crateTargets === undefined) return undefined;
  if (uses.startsPython && uses.crateTargets.library.includes('cdylib')) return undefined;
  return {
    executor: 'pyo3:cargo-build',
    cache: true,
    inputs: crateInputs(context),
    outputs: [builtOutput],
    metadata: describeTarget(context, 'build', {
      description: 'Compiles the crate, and copies its programs and libraries to dist/cargo',
      example: { options: { profile: 'dev' } },
    }),
  };
};

export const runTarget: MakeTarget = (context) => {
  if ((context.uses.crateTargets?.programs ?? []).length === 0) return undefined;
  return {
    executor: 'pyo3:cargo-run',
    cache: false,
    inputs: withoutRuntime(crateInputs(context)),
    metadata: describeTarget(context, 'run', {
      description: 'Compiles and starts a program of the crate',
      example: { options: { bin: 'name' }, args: ['-- input.txt'] },
    }),
  };
};

/** Not cached: cargo's folder for documentation is one for all crates. */
export const docTarget: MakeTarget = (context) => {
  if (context.uses.crateTargets === undefined) return undefined;
  return {
    executor: 'pyo3:cargo-doc',
    cache: false,
    inputs: withoutRuntime(crateInputs(context)),
    metadata: describeTarget(context, 'doc', {
      description: "Writes the documentation of the crate into cargo's target folder",
      example: { options: { open: true } },
    }),
  };
};

/** Not cached, and alone: what else runs would be part of the measurement. */
export const benchTarget: MakeTarget = (context) => {
  if (context.uses.crateTargets?.hasBenchmarks !== true) return undefined;
  return {
    executor: 'pyo3:cargo-bench',
    cache: false,
    parallelism: false,
    inputs: withoutRuntime(cargoTestInputs(context)),
    metadata: describeTarget(context, 'bench', {
      description: 'Runs the benchmarks of the crate',
      example: { args: ['-- name'] },
    }),
  };
};
