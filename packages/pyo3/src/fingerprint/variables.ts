import { createHash } from 'node:crypto';

/** Variables that change what a compiler, maturin, Python or pytest makes of the same sources. */
const names: ReadonlySet<string> = new Set([
  ...['RUSTC', 'RUSTFLAGS', 'RUSTDOCFLAGS', 'RUSTUP_TOOLCHAIN', 'CARGO_ENCODED_RUSTFLAGS'],
  ...['CARGO_ENCODED_RUSTDOCFLAGS', 'CC', 'CXX', 'AR', 'LD', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS'],
  ...['LDFLAGS', 'MACOSX_DEPLOYMENT_TARGET', 'SDKROOT', 'DEVELOPER_DIR', 'ARCHFLAGS'],
  ...['SOURCE_DATE_EPOCH', '_PYTHON_SYSCONFIGDATA_NAME', '_PYTHON_HOST_PLATFORM'],
]);

const prefixes: readonly string[] = [
  ...['CARGO_PROFILE_', 'CARGO_BUILD_', 'CARGO_TARGET_', 'CARGO_UNSTABLE_', 'CARGO_ZIGBUILD_'],
  ...['RUSTC_', 'RUST_TEST_', 'PYO3_', 'MATURIN_', 'AUDITWHEEL_', 'PKG_CONFIG'],
  ...['CC_', 'CXX_', 'AR_', 'CFLAGS_', 'CXXFLAGS_', 'TARGET_C', 'HOST_C', 'PYTHON', 'PYTEST_'],
];

/** Of the above: where things are put, how fast, for whom; or not seen by any child of ours. */
const ignored: ReadonlySet<string> = new Set([
  ...['CARGO_TARGET_DIR', 'CARGO_BUILD_TARGET_DIR', 'CARGO_BUILD_BUILD_DIR', 'CARGO_BUILD_JOBS'],
  ...['PYO3_PYTHON', 'PYO3_BUILD_EXTENSION_MODULE', 'PYO3_ENVIRONMENT_SIGNATURE'],
  ...['PYTHONHOME', 'PYTHONPATH', 'PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE'],
  ...['PYTHONPYCACHEPREFIX', 'PYTHON_HISTORY', 'PYTHONSTARTUP', 'PYTEST_CURRENT_TEST'],
  ...['MATURIN_PYPI_TOKEN', 'MATURIN_USERNAME', 'MATURIN_PASSWORD', 'MATURIN_REPOSITORY'],
  ...['MATURIN_REPOSITORY_URL', 'MATURIN_NON_INTERACTIVE', 'MATURIN_VERBOSE'],
]);

/**
 * The variables that decide results, each with a digest of its value: a value may be a secret, or
 * hold a path. For `PYO3_CONFIG_FILE` it is the digest of the file's content, which `read` gives.
 */
export function relevantVariables(
  env: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string | undefined,
): Record<string, string> {
  const relevant: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (!value || !isRelevant(name)) continue;
    relevant[name] = digest(name === 'PYO3_CONFIG_FILE' ? (read(value) ?? 'missing') : value);
  }
  return relevant;
}

/** Whether the fingerprint holds the variable, when it is set. */
function isRelevant(name: string): boolean {
  return isNoted(name) && !ignored.has(name);
}

/** Whether it is known what the variable decides, be it nothing. */
export function isNoted(name: string): boolean {
  return names.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

/** Sixteen hexadecimal digits of SHA-256. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
