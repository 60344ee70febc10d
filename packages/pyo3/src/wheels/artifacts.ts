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
    const { name } = artifactName(kind, fileName) ?? {};
    return name !== undefined && normalizeDistributionName(name) === normalizedName;
  });
}

/** Distribution and version as a file name spells them; `undefined` for another kind of file. */
export function artifactName(
  kind: ArtifactKind,
  fileName: string,
): { readonly name: string; readonly version: string } | undefined {
  const pattern = kind === 'wheel' ? wheelName : sdistName;
  const [, name, version] = pattern.exec(fileName) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

const wheelName = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/;
const sdistName = /^(.+)-(\d[^-]*)\.(?:tar\.gz|zip)$/;

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
