/**
 * Edits of a Cargo.toml: from text to text, with everything else unchanged. Each one is a no-op if
 * the file already has the content. All throw Pyo3Error `edit-failed` if the file has something
 * else there.
 */
import { appendToArray, insertKey, setValue } from '../../toml/edit.ts';
import { valueAt } from '../../toml/data-path.ts';
import { stringsField, tableField } from '../../toml/fields.ts';
import { parseTomlDocument } from '../../toml/parse.ts';
import type { EditValue } from '../../toml/render-value.ts';
import type { TomlPath } from '../../toml/locate.ts';
import { coversMember } from '../source/member-glob.ts';
import { setIfAbsent } from './set-if-absent.ts';

/** A dependency as written in Cargo.toml: a version requirement, or a table of its fields. */
export type CargoDependencySpec = string | Readonly<Record<string, EditValue>>;

/**
 * Makes a folder a member of the workspace, unless it is the root or a glob covers it. A missing
 * `[workspace]` is created.
 *
 * @param member the path relative to the folder of this manifest, separated by `/`.
 */
export function addWorkspaceMember(text: string, member: string): string {
  if (member === '.' || member === '') return text;
  const workspace = tableField(parseTomlDocument(text, 'Cargo.toml'), 'workspace');
  const isExcluded = stringsField(workspace, 'exclude').some((folder) => isInside(member, folder));
  // An excluded folder is a member only if it is listed literally (Cargo reference, "exclude").
  const covers = isExcluded ? [] : stringsField(workspace, 'members');
  if (coversMember(covers, member)) return text;
  return appendToArray(text, ['workspace', 'members'], member);
}

/** Adds to `[workspace.dependencies]`, in order if it is sorted; an existing entry is kept. */
export function addWorkspaceDependency(
  text: string,
  name: string,
  spec: CargoDependencySpec,
): string {
  const path = ['workspace', 'dependencies'];
  return setIfAbsent(text, [...path, name], () =>
    insertKey(text, path, name, spec, { sorted: true }),
  );
}

/**
 * Enables a feature of a dependency, whatever form the dependency is written in.
 *
 * @param path the path of the dependency, which exists in the manifest: `['dependencies', 'pyo3']`.
 */
export function addDependencyFeature(text: string, path: TomlPath, feature: string): string {
  const current = valueAt(parseTomlDocument(text, 'Cargo.toml'), path);
  return typeof current === 'string'
    ? setValue(text, path, { version: current, features: [feature] })
    : appendToArray(text, [...path, 'features'], feature);
}

/** Adds the fields that `[workspace.package]` lacks; existing ones are kept. */
export function setWorkspacePackage(
  text: string,
  fields: Readonly<Record<string, EditValue>>,
): string {
  const path = ['workspace', 'package'];
  return Object.entries(fields).reduce(
    (edited, [key, value]) =>
      setIfAbsent(edited, [...path, key], () => insertKey(edited, path, key, value)),
    text,
  );
}

export interface NewCargoWorkspace {
  readonly members: readonly string[];
  /** The resolver is `3` with edition 2024 (Cargo reference, "Resolver versions"). */
  readonly resolver: string;
  readonly package?: Readonly<Record<string, EditValue>>;
  readonly dependencies?: Readonly<Record<string, CargoDependencySpec>>;
}

/** The text of a virtual manifest. */
export function createWorkspace(workspace: NewCargoWorkspace): string {
  const resolved = insertKey('', ['workspace'], 'resolver', workspace.resolver);
  const joined = insertKey(resolved, ['workspace'], 'members', workspace.members);
  const described = setWorkspacePackage(joined, workspace.package ?? {});
  return Object.entries(workspace.dependencies ?? {}).reduce(
    (text, [name, spec]) => addWorkspaceDependency(text, name, spec),
    described,
  );
}

/** Entries of `exclude` are folders, not globs, and include everything below them. */
function isInside(member: string, folder: string): boolean {
  const outer = folder.replace(/^\.\//, '').replace(/\/+$/, '');
  return member === outer || member.startsWith(`${outer}/`);
}
