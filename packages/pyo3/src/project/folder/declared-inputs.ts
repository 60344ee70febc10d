/**
 * What a user says that a project reads beside its own files: `[tool.nx-pyo3]` of a pyproject.toml,
 * `[package.metadata.nx-pyo3]` of a Cargo.toml.
 */
import { hasControl } from '../../diagnostics/render.ts';
import { invalidManifest } from '../../manifest/source/manifest-source.ts';
import { isArray } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import { isProblem, parseWheelSettings } from '../../manifest/pyproject/wheel-settings.ts';
import type { Manifests } from './manifests.ts';
import type { MachineFact } from './machine-fact.ts';
import { childPath, resolvePath } from './workspace-path.ts';

export interface DeclaredInputs {
  /** Paths and globs, relative to the workspace root. */
  readonly files: readonly string[];
  /** Names of environment variables. */
  readonly variables: readonly string[];
  /** What is read of Git. */
  readonly facts: readonly MachineFact[];
}

export const nothingDeclared: DeclaredInputs = { files: [], variables: [], facts: [] };

/**
 * Of the manifests of some folders.
 *
 * @throws Pyo3Error `manifest-invalid` at the first value that cannot be used.
 */
export function readDeclaredInputs(
  folders: readonly string[],
  manifests: Manifests,
): DeclaredInputs {
  const all = [...new Set(folders)].flatMap((folder) => [
    readTable(folder, 'pyproject.toml', ['tool'], manifests.pyproject(folder)?.tool, manifests),
    readTable(
      folder,
      'Cargo.toml',
      ['package', 'metadata'],
      manifests.cargo(folder)?.package?.metadata,
      manifests,
    ),
  ]);
  return {
    files: all.flatMap(({ files }) => files),
    variables: all.flatMap(({ variables }) => variables),
    facts: all.flatMap(({ facts }) => facts),
  };
}

function readTable(
  folder: string,
  name: string,
  path: readonly string[],
  parent: TomlTable | undefined,
  { reader }: Manifests,
): DeclaredInputs {
  const file = childPath(folder, name);
  const place = [...path, 'nx-pyo3'];
  const fail = (message: string, hint: string, key?: string) =>
    invalidManifest(
      { text: reader.read(file) ?? '', file },
      key === undefined ? place : [...place, key],
      message,
      hint,
    );
  const value = parent?.['nx-pyo3'];
  if (value === undefined) return nothingDeclared;
  const shown = place.join('.');
  if (!isTable(value)) throw fail(`"${shown}" must be a table.`, `Write it as [${shown}].`);
  const isPython = name === 'pyproject.toml';
  const keys = [...known, ...(isPython ? ['groups', 'extras', 'wheels'] : [])];
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    const all = isPython
      ? 'It has six: inputs, env, git, groups, extras and wheels.'
      : 'It has three: inputs, env and git.';
    throw fail(`[${shown}] has no key "${unknown}".`, all, unknown);
  }
  for (const key of ['groups', 'extras']) {
    if (stringsIn(value[key]) !== undefined) continue;
    throw fail(`"${shown}.${key}" must be a list of names.`, `For example: ${key} = ["test"]`, key);
  }
  requireWheelSettings(value['wheels'], shown, (message, hint, key) =>
    invalidManifest(
      { text: reader.read(file) ?? '', file },
      [...place, 'wheels', ...(key === undefined ? [] : [key])],
      message,
      hint,
    ),
  );
  const files = declaredFiles(folder, value['inputs']);
  if (files === undefined) {
    throw fail(
      `"${shown}.inputs" must be globs of files in this repository.`,
      'They are relative to this folder: inputs = ["../../proto/**/*.proto"]',
      'inputs',
    );
  }
  const variables = declaredVariables(value['env']);
  if (variables === undefined) {
    throw fail(
      `"${shown}.env" must be names of environment variables.`,
      'For example: env = ["PROTOC"]',
      'env',
    );
  }
  const git = value['git'];
  if (git !== undefined && git !== 'head' && git !== 'tags') {
    throw fail(
      `"${shown}.git" must be "head" or "tags".`,
      'Write git = "head" for the commit and the branch, git = "tags" for the tags as well.',
      'git',
    );
  }
  return { files, variables, facts: git === undefined ? [] : [`git-${git}`] };
}

/** `false` is for a project that has no wheels; the matrix reads the rest. */
function requireWheelSettings(
  value: TomlValue | undefined,
  shown: string,
  fail: (message: string, hint: string, key?: string) => Error,
): void {
  if (value === undefined || value === false) return;
  const settings = parseWheelSettings(value, `${shown}.wheels`);
  if (isProblem(settings)) throw fail(settings.message, settings.hint, settings.key);
}

const known: readonly string[] = ['inputs', 'env', 'git'];

/** Relative to the workspace root; `undefined` when something is no glob, or leads out of it. */
export function declaredFiles(
  folder: string,
  value: TomlValue | undefined,
): readonly string[] | undefined {
  const globs = stringsIn(value);
  // A `!` would take files out of the key, which is never safe.
  const isWrong = (glob: string) => glob === '' || /^[!{]/.test(glob) || hasControl(glob);
  if (globs === undefined || globs.some(isWrong)) return undefined;
  const resolved = globs
    .map((glob) => resolvePath(folder, glob))
    .filter((glob) => glob !== undefined);
  return resolved.length === globs.length ? resolved : undefined;
}

/** `undefined` when something cannot be the name of a variable. */
export function declaredVariables(value: TomlValue | undefined): readonly string[] | undefined {
  const names = stringsIn(value);
  return names?.every((name) => /^[A-Za-z_][A-Za-z0-9_()]*$/.test(name)) === true
    ? names
    : undefined;
}

function stringsIn(value: TomlValue | undefined): readonly string[] | undefined {
  if (value === undefined) return [];
  return isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}
