import { logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { diskReader } from '../../../files/disk.ts';
import type { ConstructOptions } from './add-construct.ts';
import { withLocks } from '../../workspace/locks-in-step.ts';
import { nxCommand } from '../../workspace/nx-command.ts';
import { withReadableErrors, type Generator } from '../../workspace/readable-errors.ts';

/** What the generators write where only the user knows the text. */
const placeholder = /Describe what /;

/** The generator of a construct as Nx loads it: at its end it says where to write and what to type. */
export function constructGenerator<Options extends ConstructOptions>(
  generator: Generator<Options, void>,
): Generator<Options, GeneratorCallback> {
  return withReadableErrors(
    withLocks<Options>(async (tree, options) => {
      await generator(tree, options);
      const places = placesToFill(tree);
      const nx = nxCommand(tree);
      return () => {
        for (const place of places) logger.info(`To fill in: ${place}`);
        logger.info('\nWhat to type next:');
        logger.info(`  ${nx} run ${options.project}:develop`);
        logger.info(`  ${nx} test ${options.project}`);
      };
    }),
  );
}

/** `file:line` of the first placeholder that each Rust file has more than before. */
function placesToFill(tree: Tree): readonly string[] {
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
