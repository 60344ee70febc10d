import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { configureRelease } from '../../scaffold/release/configure-release.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { ReleaseGeneratorOptions } from './options.ts';

/** Configures `nx release`; nothing changes if nx.json already names the projects to release. */
export async function releaseGenerator(
  tree: Tree,
  options: ReleaseGeneratorOptions,
): Promise<GeneratorCallback> {
  const { relationship = 'independent', specifier = 'by-hand', skipFormat } = options;
  const tell = await configureRelease(tree, { relationship, specifier });
  if (!skipFormat) await formatFiles(tree);
  return tell;
}

export default withReadableErrors(releaseGenerator);
