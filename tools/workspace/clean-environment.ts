import { delimiter, sep } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Set by npm, Nx, jest or an active virtual environment for *this* repository's processes. */
const OURS = [
  /^npm_(lifecycle|package|command|execpath|node_execpath)/i,
  /^npm_config_(local_prefix|global_prefix|prefix|user_agent|noproxy|registry|workspace|workspaces)$/i,
  /^(NX|LERNA|JEST|PYO3|MATURIN|PYTEST|UV|CONDA|COV|PYTHON)_/,
  /^(INIT_CWD|NODE_OPTIONS|NODE_ENV|NODE_PATH|FORCE_COLOR|NO_COLOR|COLOR)$/,
  /^(VIRTUAL_ENV|VIRTUAL_ENV_PROMPT|PYTHONPATH|PYTHONHOME|PYTHONDONTWRITEBYTECODE)$/,
  /^(CARGO_TARGET_DIR|CARGO_BUILD_.*|RUSTFLAGS|RUSTC_WRAPPER|CARGO_MANIFEST_DIR)$/,
  /^(CI|GITHUB_.*|GITLAB_CI|TF_BUILD|BUILDKITE|CIRCLECI)$/,
];

/** What a person's package mirror is named by; without these an install finds nothing. */
const MIRRORS =
  /^UV_(DEFAULT_INDEX|INDEX|INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NATIVE_TLS|SYSTEM_CERTS|CACHE_DIR)$/;

/**
 * The environment of a person who has just opened a terminal: that of this process without what
 * npm, Nx, jest, CI and virtual environments put there for the repository that the tests are in.
 */
export function cleanEnvironment(parent: Environment): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value === undefined || /^path$/i.test(name)) continue;
    if (OURS.some((pattern) => pattern.test(name)) && !MIRRORS.test(name)) continue;
    kept[name] = value;
  }
  const path = parent['PATH'] ?? parent['Path'] ?? '';
  kept['PATH'] = cleanPath(path, [parent['VIRTUAL_ENV'], parent['PYO3_TEST_VENV']]);
  return kept;
}

/** PATH without the folders that `npm run` and the given virtual environments put first. */
export function cleanPath(path: string, environments: readonly (string | undefined)[]): string {
  const roots = environments.filter((root) => root !== undefined && root !== '');
  return path
    .split(delimiter)
    .filter((folder) => !folder.split(sep).includes('node_modules'))
    .filter((folder) => !roots.some((root) => folder.startsWith(`${root}${sep}`)))
    .join(delimiter);
}
