/** A package.json, of which only what the build reads or writes is named. */
export interface Manifest {
  readonly [field: string]: unknown;
  readonly scripts?: unknown;
}

/**
 * The package.json that is published: `manifest` with `repository`, `homepage` and `bugs` of the
 * repository that it is built in, unless the manifest states them. npm refuses provenance when
 * `repository` is not the repository of the workflow, so that is where the address comes from.
 *
 * @param variables GitHub sets GITHUB_SERVER_URL and GITHUB_REPOSITORY in every job. Without them,
 *   at your desk, the manifest stays as it is.
 */
export function publishedManifest(
  manifest: Manifest,
  variables: Readonly<Record<string, string | undefined>>,
): Manifest {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = variables;
  if (!server || !repository) return manifest;
  const address = `${server}/${repository}`;
  return {
    ...manifest,
    repository: { type: 'git', url: `git+${address}.git`, directory: 'packages/pyo3' },
    homepage: `${address}#readme`,
    bugs: { url: `${address}/issues` },
    ...manifest,
  };
}

/** What is wrong with a package.json that was packed, one sentence each. */
export function manifestProblems(manifest: Manifest): readonly string[] {
  return [
    ...(manifest.scripts === undefined
      ? []
      : ['package.json has scripts; npm would run some of them when the package is installed']),
    ...['keywords', 'license', 'description']
      .filter((field) => manifest[field] === undefined)
      .map((field) => `package.json has no ${field}`),
  ];
}
