import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { prepareWorkspace } from '../../scaffold/workspace/prepare-workspace.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { InitGeneratorOptions } from './options.ts';

/** Makes the workspace ready for the plugin; nothing changes when it is. */
export async function initGenerator(
  tree: Tree,
  options: InitGeneratorOptions,
): Promise<GeneratorCallback> {
  const tell = await prepareWorkspace(tree, options.editor);
  if (!options.skipFormat) await formatFiles(tree);
  return tell;
}

export default withReadableErrors(withLocks(initGenerator));
