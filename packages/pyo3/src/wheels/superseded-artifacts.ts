import { normalizeDistributionName } from '../python/distribution-name.ts';
import { artifactName, artifactsOf, type ArtifactKind } from './artifacts.ts';

/**
 * Artifacts that a restore from Nx's cache left beside the restored ones although they are of another
 * version: a build would have removed them (see `prepareOutput`), but Nx removes only files that it
 * has in the cache. Other distributions' artifacts, the other kind, and wheels of the restored version
 * for other interpreters and platforms stay.
 *
 * @param restored file names that the cache holds for the folder.
 * @param present file names in the folder.
 */
export function supersededArtifacts(
  kind: ArtifactKind,
  restored: readonly string[],
  present: readonly string[],
): readonly string[] {
  const versionsOf = new Map<string, Set<string>>();
  for (const file of restored) {
    const { name, version } = artifactName(kind, file) ?? {};
    if (name === undefined || version === undefined) continue;
    const distribution = normalizeDistributionName(name);
    const versions = versionsOf.get(distribution) ?? new Set();
    versionsOf.set(distribution, versions.add(version));
  }
  return [...versionsOf].flatMap(([distribution, versions]) =>
    artifactsOf(distribution, kind, present).filter((file) => {
      const { version = '' } = artifactName(kind, file) ?? {};
      return !versions.has(version);
    }),
  );
}
