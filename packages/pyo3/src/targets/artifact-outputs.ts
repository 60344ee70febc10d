import type { Distribution } from '../project/folder/pyo3-project.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { distributionFileName } from '../python/distribution-name.ts';

/** The folder of wheels and sdists where no option names another: `dist`, as all build frontends have it. */
export function defaultOut(projectRoot: string): string {
  return childPath(projectRoot, 'dist');
}

/**
 * The artifacts of one distribution, in the folder that the option `out` names.
 *
 * They are globs and not the folder, because a restore from the cache replaces a whole folder and
 * `build` and `sdist` write into the same one. They contain the name, because several projects can
 * share a folder, and a cache entry must not contain another project's wheel.
 */
export function artifactOutputs(
  distribution: Distribution | undefined,
  kind: 'wheel' | 'sdist',
): string[] {
  const ending = kind === 'wheel' ? '.whl' : '.tar.gz';
  const names = distribution === undefined ? [''] : spellings(distribution.name, kind);
  return names.map((name) => `{options.out}/${name === '' ? '' : `${name}-`}*${ending}`);
}

/** As PyPA's specifications write a name in file names, and as backends did before them. */
function spellings(name: string, kind: 'wheel' | 'sdist'): readonly string[] {
  const older = [name.replaceAll('-', '_'), ...(kind === 'sdist' ? [name] : [])];
  return [...new Set([distributionFileName(name), ...older])];
}
