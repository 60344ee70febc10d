import { logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { diskReader } from '../../../files/disk.ts';
import type { ConstructOptions } from './add-construct.ts';
import { withLocks } from '../../workspace/locks-in-step.ts';
import { nxCommand } from '../../workspace/nx-command.ts';
import { withReadableErrors, type Generator } from '../../workspace/readable-errors.ts';

/** Matches the placeholders that the generators write for text that only the user can provide. */
const placeholder = /TODO: describe /;

/**
 * The generator of a construct as Nx loads it: at the end it prints the placeholders to fill in and
 * the next steps.
 */
export function constructGenerator<Options extends ConstructOptions>(
  generator: Generator<Options, void>,
): Generator<Options, GeneratorCallback> {
  return withReadableErrors(
    withLocks<Options>(async (tree, options) => {
      await generator(tree, options);
      const placeholders = placeholdersToFill(tree);
      const nx = nxCommand(tree);
      return () => {
        for (const position of placeholders) logger.info(`To fill in: ${position}`);
        logger.info('\nNext steps:');
        logger.info(`  ${nx} run ${options.project}:develop`);
        logger.info(`  ${nx} test ${options.project}`);
      };
    }),
  );
}

/** The `file:line` of the first new placeholder in each Rust file. */
export function placeholdersToFill(tree: Tree): readonly string[] {
  const { read } = diskReader(tree.root);
  return tree.listChanges().flatMap(({ path, content }) => {
    if (!path.endsWith('.rs') || content === null) return [];
    const former = new Set((read(path) ?? '').split('\n'));
    const line = content
      .toString('utf8')
      .split('\n')
      .findIndex((text) => placeholder.test(text) && !former.has(text));
    return line === -1 ? [] : [`${path}:${String(line + 1)}`];
  });
}
