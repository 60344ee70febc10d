/** The newest version of a project that its index has. */
import semver from 'semver';
import type { ReleasePublishExecutorOptions } from '../executors/release-publish/options.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { cratesOf, isInstallable, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import { comparePythonVersions, parsePythonVersion } from '../python/version.ts';
import { semverForm } from '../release/versions/two-worlds.ts';
import { artifactName, artifactsOf } from '../wheels/artifacts.ts';
import { cargoRegistry } from './cargo-registry.ts';
import { basicAuthorization, lookUp } from './look-up.ts';
import { openIndex } from './open-index.ts';
import { cratePublish } from './private-projects.ts';
import { readingIndex } from './reading-index.ts';
import { parseSimplePage, simpleAccept, simplePage } from './simple-index.ts';

export interface PublishedRequest {
  readonly manifests: Manifests;
  /** A name or an address, for both kinds of projects; by default where the target publishes to. */
  readonly asked: string | undefined;
  /** Of `nx-release-publish`. */
  readonly options: ReleasePublishExecutorOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface PublishedVersion {
  /** In SemVer; `undefined` where the index has none, or none that SemVer can express. */
  readonly version: string | undefined;
  /** Where it was looked for, and why there is none. Without credentials. */
  readonly source: string;
}

/**
 * Pre-releases and yanked versions count: their numbers cannot be used again, and a final release follows
 * its candidates.
 *
 * @throws Pyo3Error `index-unreachable`, `option-invalid`.
 */
export function publishedVersion(
  project: Pyo3Project,
  request: PublishedRequest,
): Promise<PublishedVersion> {
  return project.kind === 'crate'
    ? publishedCrate(project, request)
    : publishedDistribution(project, request);
}

async function publishedDistribution(
  project: Pyo3Project,
  { manifests, asked, options, env }: PublishedRequest,
): Promise<PublishedVersion> {
  const { distribution, root, name } = project;
  if (distribution === undefined || !isInstallable(project)) {
    return { version: undefined, source: `${name} is not published` };
  }
  const { normalizedName } = distribution;
  const { url, label, credentials } = readingIndex(root, asked, options, env, manifests);
  const page = await lookUp(simplePage(url, normalizedName), {
    accept: simpleAccept,
    ...(credentials === undefined
      ? {}
      : { authorization: basicAuthorization(credentials.user, credentials.password) }),
  });
  const files = page === undefined ? [] : [...parseSimplePage(page.contentType, page.text).keys()];
  const versions = (['wheel', 'sdist'] as const).flatMap((kind) =>
    artifactsOf(normalizedName, kind, files).map((file) => artifactName(kind, file)?.version ?? ''),
  );
  const [newest] = versions
    .flatMap((written) => {
      const parsed = parsePythonVersion(written);
      return parsed === undefined ? [] : [{ written, parsed }];
    })
    .sort((one, other) => comparePythonVersions(other.parsed, one.parsed));
  if (newest === undefined) return absent(normalizedName, label);
  const form = semverForm(newest.written);
  return 'version' in form
    ? { version: form.version, source: label }
    : {
        version: undefined,
        source: `the version ${newest.written} on ${label} ${form.problem}`,
      };
}

async function publishedCrate(
  project: Pyo3Project,
  { manifests, asked, options, env }: PublishedRequest,
): Promise<PublishedVersion> {
  const [crate] = cratesOf(project);
  const publish = crate === undefined ? undefined : cratePublish(crate, manifests);
  if (crate === undefined || publish === undefined || publish.kind === 'private') {
    return { version: undefined, source: `${project.name} is not published` };
  }
  const registry = cargoRegistry({
    task: 'nx release',
    asked: asked ?? options.registry ?? options.cargoRegistry,
    allowed: publish.registries,
    folder: project.root,
    reader: manifests.reader,
    env,
  });
  const { label } = registry;
  const index = await openIndex(registry, env);
  if (index === undefined) {
    return {
      version: undefined,
      source: `${label} has its index in a git repository, which cannot be asked`,
    };
  }
  const versions = (await index.versions(crate.name)).filter((one) => semver.valid(one) !== null);
  const newest = semver.rsort([...versions])[0];
  return newest === undefined ? absent(crate.name, label) : { version: newest, source: label };
}

function absent(name: string, label: string): PublishedVersion {
  return { version: undefined, source: `${label} has no version of ${name}` };
}
