import type { GeneratorCallback, Tree } from '@nx/devkit';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findNx } from '../../environment/nx-installation.ts';
import { createRunner, type Runner } from '../../process/run.ts';
import type { Generator } from './readable-errors.ts';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: Runner;
}

const thisMachine: Machine = { platform: process.platform, env: process.env, run: createRunner() };

/**
 * Ends Nx's daemon when a generator has made folders that it would not watch; the next command
 * starts another. The daemon of Nx 22 on Linux watches each folder by itself, and of folders that
 * come into being together the outermost only: what is edited in the others later, as in `src/`, has
 * not changed for it, and a test of before the edit answers from the cache. Nx 23 watches them all.
 */
export function withWatchedFolders<Options>(
  generator: Generator<Options, GeneratorCallback>,
  machine = thisMachine,
): Generator<Options, GeneratorCallback> {
  return async (tree, options) => {
    const callback = await generator(tree, options);
    const nx = findNx(tree.root);
    const isUnwatched =
      machine.platform === 'linux' &&
      machine.env['NX_DAEMON'] !== 'false' &&
      nx?.major === 22 &&
      hasFolderInNewFolder(tree);
    if (!isUnwatched) return callback;
    return async () => {
      await machine.run(
        {
          program: process.execPath,
          args: [nx.program, 'daemon', '--stop'],
          cwd: tree.root,
          env: stringsOf(machine.env),
        },
        { output: 'capture' },
      );
      await callback();
    };
  };
}

/** On disk nothing of the tree is written yet. */
function hasFolderInNewFolder(tree: Tree): boolean {
  return tree
    .listChanges()
    .some(
      ({ type, path }) => type === 'CREATE' && !existsSync(join(tree.root, dirname(dirname(path)))),
    );
}

function stringsOf(env: Machine['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
