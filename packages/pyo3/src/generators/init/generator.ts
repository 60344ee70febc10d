import { formatFiles, type Tree } from '@nx/devkit';
import { prepareWorkspace } from '../../scaffold/workspace/prepare-workspace.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { InitGeneratorOptions } from './options.ts';

/** Makes the workspace ready for the plugin; nothing changes when it is. */
export async function initGenerator(tree: Tree, options: InitGeneratorOptions): Promise<void> {
  await prepareWorkspace(tree);
  if (!options.skipFormat) await formatFiles(tree);
}

export default withReadableErrors(initGenerator);
