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
  // GitHub gives the tokens of trusted publishers for the first one, PyPI for GitLab's others.
  ...['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'PYPI_ID_TOKEN', 'TESTPYPI_ID_TOKEN'],
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

/** A program that publishes. */
export type Publisher = 'uv' | 'twine' | 'cargo';

const ofPublisher: Readonly<Record<Publisher, RegExp>> = {
  uv: /^(UV_PUBLISH_.*|ACTIONS_ID_TOKEN_REQUEST_TOKEN|(TEST)?PYPI_ID_TOKEN)$/i,
  twine: /^(TWINE_.*|ACTIONS_ID_TOKEN_REQUEST_TOKEN|(TEST)?PYPI_ID_TOKEN)$/i,
  cargo: /^(CARGO_REGISTRY_TOKEN|CARGO_REGISTRIES_.+_TOKEN)$/i,
};

/** The secrets that a program needs to publish: for the process that uploads, and for no other. */
export function publishingSecrets(
  env: Readonly<Record<string, string | undefined>>,
  publisher: Publisher,
): Record<string, string> {
  const own = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && ofPublisher[publisher].test(entry[0]),
  );
  return Object.fromEntries(own);
}

/** The variables without the tokens of cargo's registries, which build scripts would see. */
export function withoutRegistryTokens(
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !ofPublisher.cargo.test(name));
  return Object.fromEntries(kept);
}
