/**
 * Secrets that belong to Nx or to publishing. Build scripts, tests and build backends run the code of
 * every dependency, and none of these has to write to the cache or publish.
 *
 * `CARGO_REGISTRIES_<NAME>_TOKEN`, `UV_INDEX_*` and `PIP_INDEX_URL` stay: cargo, uv and pip need them to
 * read from private registries.
 */
const names: ReadonlySet<string> = new Set([
  ...['NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN', 'NX_CLOUD_ACCESS_TOKEN', 'NX_CLOUD_AUTH_TOKEN'],
  ...['NX_CLOUD_ENCRYPTION_KEY', 'NX_KEY', 'NX_POWERPACK_LICENSE'],
  ...['MATURIN_PYPI_TOKEN', 'MATURIN_PASSWORD', 'MATURIN_USERNAME'],
  ...['FLIT_PASSWORD', 'FLIT_USERNAME', 'HATCH_INDEX_AUTH', 'HATCH_INDEX_USER'],
  ...['PDM_PUBLISH_PASSWORD', 'PDM_PUBLISH_USERNAME', 'PYPI_TOKEN', 'PYPI_API_TOKEN'],
  // Reading crates.io needs no token.
  ...['CARGO_REGISTRY_TOKEN', 'CARGO_REGISTRIES_CRATES_IO_TOKEN'],
  ...['NODE_AUTH_TOKEN', 'NPM_TOKEN', 'NPM_AUTH_TOKEN'],
  // GitHub gives the tokens of trusted publishers for it.
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
]);

const prefixes: readonly string[] = ['UV_PUBLISH_', 'TWINE_', 'POETRY_PYPI_TOKEN_'];

/** Whether no child process sees the variable, unless the option `env` has it. */
export function isSecretVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return names.has(upper) || prefixes.some((prefix) => upper.startsWith(prefix));
}

/** The variables that are set and no such secrets. */
export function withoutSecrets(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isSecretVariable(entry[0]),
  );
  return Object.fromEntries(kept);
}
