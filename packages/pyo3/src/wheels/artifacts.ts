import { posix } from 'node:path';
import { normalizeDistributionName } from '../python/distribution-name.ts';

export type ArtifactKind = 'wheel' | 'sdist';

/**
 * Those of `fileNames` that are wheels or sdists of one distribution, of whatever version.
 *
 * A folder may be shared by several projects: only our own files are ours to remove. Names by the
 * "Binary distribution format" and "Source distribution format" specifications of PyPA.
 */
export function artifactsOf(
  normalizedName: string,
  kind: ArtifactKind,
  fileNames: readonly string[],
): readonly string[] {
  return fileNames.filter((fileName) => {
    const name = kind === 'wheel' ? nameOfWheel(fileName) : nameOfSdist(fileName);
    return name !== undefined && normalizeDistributionName(name) === normalizedName;
  });
}

/** `cp311-cp311-manylinux_2_34_x86_64` of `mylib-0.1.0-cp311-cp311-manylinux_2_34_x86_64.whl`. */
export function wheelTag(fileName: string): string | undefined {
  return /^[^-]+-[^-]+(?:-\d[^-]*)?-([^-]+-[^-]+-[^-]+)\.whl$/.exec(fileName)?.[1];
}

/**
 * Path of an output folder relative to the workspace root, with `{projectRoot}` and
 * `{workspaceRoot}` replaced as Nx replaces them in `outputs`.
 */
export function outputFolder(out: string, projectRoot: string): string {
  return posix.normalize(
    out.replaceAll('{projectRoot}', projectRoot).replaceAll('{workspaceRoot}', '.'),
  );
}

function nameOfWheel(fileName: string): string | undefined {
  return wheelTag(fileName) === undefined ? undefined : fileName.split('-')[0];
}

function nameOfSdist(fileName: string): string | undefined {
  return /^(.+)-\d[^-]*\.(?:tar\.gz|zip)$/.exec(fileName)?.[1];
}
