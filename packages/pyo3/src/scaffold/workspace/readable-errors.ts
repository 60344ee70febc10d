import { dirname, join } from 'node:path';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { callNxAs, renderError } from '../../diagnostics/render.ts';
import { requireWithin } from '../../files/reach.ts';
import { nxCommand } from './nx-command.ts';

export type Generator<Options, Result = GeneratorCallback | void> = (
  tree: Tree,
  options: Options,
) => Promise<Result>;

/**
 * The generator as Nx loads it. Nx prints the message of what a generator throws, and with a stack
 * offers `--verbose`; so an error of ours becomes one message, hint included, without a stack.
 * Nx writes a tree only when its generator ends well: nothing half-written stays, and nothing is
 * written through a link that leads out of the workspace.
 */
export function withReadableErrors<Options, Result = GeneratorCallback | void>(
  generator: Generator<Options, Result>,
): Generator<Options, Result> {
  return async (tree, options) => {
    callNxAs(() => nxCommand(tree));
    try {
      const result = await generator(tree, options);
      requireChangesWithin(tree);
      return result;
    } catch (error) {
      if (!isPyo3Error(error)) throw error;
      const shown = new Error(renderError(error), { cause: error });
      shown.stack = '';
      throw shown;
    }
  };
}

/** Nx follows links when it writes. */
function requireChangesWithin(tree: Tree): void {
  const folders = new Set(tree.listChanges().map(({ path }) => dirname(join(tree.root, path))));
  for (const folder of folders) requireWithin(folder, [tree.root]);
}
