/**
 * Edits of a pyproject.toml: from text to text, with everything else unchanged. Each one is a no-op
 * if the file already has the content. All throw Pyo3Error `edit-failed` if the file has something
 * else there.
 */
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { valueAt } from '../../toml/data-path.ts';
import { appendToArray, insertKey } from '../../toml/edit.ts';
import { isArray, stringsField } from '../../toml/fields.ts';
import { isTable, parseTomlDocument, type TomlTable } from '../../toml/parse.ts';
import { renderValue, type EditValue } from '../../toml/render-value.ts';
import { coversMember } from '../source/member-glob.ts';
import { setIfAbsent } from './set-if-absent.ts';

/**
 * Makes a folder a member of the uv workspace, unless it is the root or a glob covers it.
 *
 * @param member the path relative to the folder of this file, separated by `/`.
 * @throws Pyo3Error `edit-failed` if `exclude` covers it, because uv then ignores `members`.
 */
export function addUvMember(text: string, member: string): string {
  if (member === '.' || member === '') return text;
  const workspace = tableAt(text, ['tool', 'uv', 'workspace']);
  if (coversMember(stringsField(workspace, 'members'), member)) return text;
  if (coversMember(stringsField(workspace, 'exclude'), member)) {
    throw new Pyo3Error({
      code: 'edit-failed',
      message: `"${member}" cannot join the uv workspace, because tool.uv.workspace.exclude excludes it.`,
      hint: 'Remove the pattern from "exclude", or choose another folder.',
    });
  }
  return appendToArray(text, ['tool', 'uv', 'workspace', 'members'], member);
}

/**
 * Adds to `[tool.uv.sources]`; an existing source of that distribution is kept, however its name is
 * spelled.
 */
export function addUvSource(
  text: string,
  name: string,
  source: Readonly<Record<string, EditValue>> = { workspace: true },
): string {
  const path = ['tool', 'uv', 'sources'];
  const wanted = normalizeDistributionName(name);
  const names = Object.keys(tableAt(text, path) ?? {}).map(normalizeDistributionName);
  return names.includes(wanted) ? text : insertKey(text, path, name, source, { sorted: true });
}

/**
 * Adds a requirement to `[project] dependencies`; an existing one of the same distribution is kept.
 */
export function addDependency(text: string, requirement: string): string {
  return addRequirement(text, ['project', 'dependencies'], requirement);
}

/** Adds a requirement to a dependency group (PEP 735), which is created if it is missing. */
export function addToDependencyGroup(text: string, group: string, requirement: string): string {
  return addRequirement(text, ['dependency-groups', groupName(text, group)], requirement);
}

/**
 * States that the root is never built or installed, unless the file already states whether it is.
 */
export function setToolUvPackageFalse(text: string): string {
  const path = ['tool', 'uv'];
  return setIfAbsent(text, [...path, 'package'], () => insertKey(text, path, 'package', false));
}

export interface NewRootPyproject {
  readonly name: string;
  /** A specifier, for example `>=3.9`. */
  readonly requiresPython: string;
  /** Globs or folders of the uv workspace. */
  readonly members: readonly string[];
  /** The requirements of the group `dev`. */
  readonly dev: readonly string[];
}

/** The text of a root pyproject.toml: a uv workspace that is not itself a package. */
export function createRootPyproject(root: NewRootPyproject): string {
  return [
    '[project]',
    `name = ${renderValue(root.name)}`,
    'version = "0.0.0"',
    `requires-python = ${renderValue(root.requiresPython)}`,
    'dependencies = []',
    '',
    '[dependency-groups]',
    `dev = ${multiLine(root.dev)}`,
    '',
    '[tool.uv]',
    'package = false',
    '',
    '[tool.uv.workspace]',
    `members = ${multiLine(root.members)}`,
    '',
  ].join('\n');
}

function addRequirement(text: string, path: readonly string[], requirement: string): string {
  const current = valueAt(parseTomlDocument(text, 'pyproject.toml'), path);
  const present = isArray(current) ? current : [];
  const wanted = nameOf(requirement);
  const isThere = present.some(
    (element) => typeof element === 'string' && nameOf(element) === wanted,
  );
  return isThere ? text : appendToArray(text, path, requirement);
}

function nameOf(requirement: string): string {
  return parseRequirement(requirement)?.normalizedName ?? requirement;
}

/** Group names are compared after normalization (PEP 735); the file's spelling is kept. */
function groupName(text: string, group: string): string {
  const names = Object.keys(tableAt(text, ['dependency-groups']) ?? {});
  const wanted = normalizeDistributionName(group);
  return names.find((name) => normalizeDistributionName(name) === wanted) ?? group;
}

function tableAt(text: string, path: readonly string[]): TomlTable | undefined {
  const value = valueAt(parseTomlDocument(text, 'pyproject.toml'), path);
  return isTable(value) ? value : undefined;
}

function multiLine(values: readonly string[]): string {
  if (values.length === 0) return '[]';
  return ['[', ...values.map((value) => `  ${renderValue(value)},`), ']'].join('\n');
}
