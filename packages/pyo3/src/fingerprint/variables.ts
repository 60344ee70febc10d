import { createHash } from 'node:crypto';

/** Variables that change what a compiler, a build backend, Python or a checker makes of the same sources. */
const names: ReadonlySet<string> = new Set([
  ...[
    'RUSTC',
    'RUSTDOC',
    'RUSTFLAGS',
    'RUSTDOCFLAGS',
    'RUSTUP_TOOLCHAIN',
    'CARGO_ENCODED_RUSTFLAGS',
  ],
  // It divides a crate into other units, so the machine code is another one.
  'CARGO_INCREMENTAL',
  ...['CARGO_ENCODED_RUSTDOCFLAGS', 'CC', 'CXX', 'AR', 'LD', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS'],
  ...['LDFLAGS', 'MACOSX_DEPLOYMENT_TARGET', 'SDKROOT', 'DEVELOPER_DIR', 'ARCHFLAGS'],
  ...['SOURCE_DATE_EPOCH', '_PYTHON_SYSCONFIGDATA_NAME', '_PYTHON_HOST_PLATFORM'],
  // GCC's manual, "Environment Variables Affecting GCC", and those of Microsoft's compiler.
  ...['CPATH', 'C_INCLUDE_PATH', 'CPLUS_INCLUDE_PATH', 'OBJC_INCLUDE_PATH', 'LIBRARY_PATH'],
  ...['COMPILER_PATH', 'GCC_EXEC_PREFIX', 'CL', '_CL_', 'LINK', '_LINK_', 'INCLUDE', 'LIB'],
  ...['LIBCLANG_PATH', 'LLVM_CONFIG_PATH', 'CLANG_PATH'],
  // Libraries for tests, and nextest.
  'DJANGO_SETTINGS_MODULE',
  ...['CLIPPY_CONF_DIR', 'CLIPPY_ARGS', 'MYPYPATH', 'COVERAGE_RCFILE', 'COVERAGE_PROCESS_START'],
  ...['DIST_EXTRA_CONFIG', 'FLIT_ALLOW_INVALID', 'UV_DYNAMIC_VERSIONING_BYPASS'],
  // uv's reference, "Environment variables": what is resolved and built, not from where.
  ...['UV_CONFIG_FILE', 'UV_CONSTRAINT', 'UV_BUILD_CONSTRAINT', 'UV_OVERRIDE', 'UV_EXCLUDE'],
  ...['UV_RESOLUTION', 'UV_PRERELEASE', 'UV_EXCLUDE_NEWER', 'UV_FORK_STRATEGY'],
  ...['UV_INDEX_STRATEGY', 'UV_FIND_LINKS', 'UV_NO_SOURCES', 'UV_NO_GROUP', 'UV_NO_DEV', 'UV_DEV'],
  ...['UV_NO_BINARY', 'UV_NO_BINARY_PACKAGE', 'UV_NO_BUILD', 'UV_NO_BUILD_PACKAGE'],
  ...['UV_NO_BUILD_ISOLATION', 'UV_TORCH_BACKEND', 'UV_NO_CONFIG', 'UV_FROZEN', 'UV_LOCKED'],
]);

const prefixes: readonly string[] = [
  ...['CARGO_PROFILE_', 'CARGO_BUILD_', 'CARGO_TARGET_', 'CARGO_UNSTABLE_', 'CARGO_ZIGBUILD_'],
  ...['RUSTC_', 'RUST_TEST_', 'PYO3_', 'MATURIN_', 'AUDITWHEEL_', 'PKG_CONFIG'],
  ...['CC_', 'CXX_', 'AR_', 'CFLAGS_', 'CXXFLAGS_', 'TARGET_C', 'HOST_C', 'PYTHON', 'PYTEST_'],
  ...['CMAKE_', 'BINDGEN_', 'PYRIGHT_PYTHON_'],
  ...['NEXTEST_', 'INSTA_', 'PROPTEST_', 'QUICKCHECK_', 'HYPOTHESIS_'],
  // Build backends and their plugins.
  ...['SETUPTOOLS_', 'HATCH_BUILD_', 'HATCH_METADATA_', 'PDM_BUILD_', 'SKBUILD_', 'SCIKIT_BUILD_'],
  ...['POETRY_DYNAMIC_VERSIONING_', 'VCS_VERSIONING_', 'VERSIONINGIT_'],
];

/** Of the above: where things are put, how fast, for whom; or not seen by any child of ours. */
const ignored: ReadonlySet<string> = new Set([
  ...['CARGO_TARGET_DIR', 'CARGO_BUILD_TARGET_DIR', 'CARGO_BUILD_BUILD_DIR', 'CARGO_BUILD_JOBS'],
  ...['PYO3_PYTHON', 'PYO3_BUILD_EXTENSION_MODULE', 'PYO3_ENVIRONMENT_SIGNATURE'],
  ...['PYTHONHOME', 'PYTHONPATH', 'PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE'],
  ...['PYTHONPYCACHEPREFIX', 'PYTHON_HISTORY', 'PYTHONSTARTUP', 'PYTEST_CURRENT_TEST'],
  ...['MATURIN_PYPI_TOKEN', 'MATURIN_USERNAME', 'MATURIN_PASSWORD', 'MATURIN_REPOSITORY'],
  ...['MATURIN_REPOSITORY_URL', 'MATURIN_NON_INTERACTIVE', 'MATURIN_VERBOSE'],
  ...['CMAKE_BUILD_PARALLEL_LEVEL', 'HATCH_BUILD_LOCATION', 'SETUPTOOLS_SCM_DEBUG'],
  ...['PYRIGHT_PYTHON_DEBUG', 'PYRIGHT_PYTHON_CACHE_DIR', 'PYRIGHT_PYTHON_IGNORE_WARNINGS'],
]);

/** Files that a variable names: their content decides, and not where they are. */
const namedFiles: Readonly<Record<string, (value: string) => readonly string[]>> = {
  PYO3_CONFIG_FILE: (value) => [value],
  CLIPPY_CONF_DIR: (value) => [`${value}/clippy.toml`, `${value}/.clippy.toml`],
  COVERAGE_RCFILE: (value) => [value],
  COVERAGE_PROCESS_START: (value) => [value],
  DIST_EXTRA_CONFIG: (value) => [value],
  UV_CONFIG_FILE: (value) => [value],
  UV_CONSTRAINT: (value) => value.split(' '),
  UV_BUILD_CONSTRAINT: (value) => value.split(' '),
  UV_OVERRIDE: (value) => value.split(' '),
};

/**
 * The variables that decide results, each with a digest of its value: a value may be a secret, or
 * hold a path. For one that names a file it is the digest of the file's content, which `read` gives.
 */
export function relevantVariables(
  env: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string | undefined,
): Record<string, string> {
  const relevant: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (!value || !isRelevant(name)) continue;
    const files = Object.hasOwn(namedFiles, name) ? namedFiles[name]?.(value) : undefined;
    relevant[name] = digest(
      files === undefined ? value : files.map((file) => read(file) ?? 'missing').join('\n'),
    );
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
