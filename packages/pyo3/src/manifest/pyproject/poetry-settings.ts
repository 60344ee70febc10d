/**
 * `[tool.poetry]` in the terms of `[project]` and `[dependency-groups]`, for tools that read only
 * those. The rules are from poetry's documentation, "Dependency specification" and "The pyproject.toml
 * file".
 */
import { arrayField, entriesOf, isArray, stringField, tableField } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';
import { isDistributionName } from '../../python/distribution-name.ts';
import { isRequirement } from '../source/requirement-fields.ts';

/** What poetry's tables state; absent if there is no `[tool.poetry]`. */
export interface PoetrySettings {
  readonly name?: string;
  readonly version?: string;
  /** The constraint on `python`. */
  readonly requiresPython?: string;
  /** Requirements (PEP 508) of `dependencies` that are not optional. */
  readonly dependencies: readonly string[];
  /** Requirements of each of `extras`. */
  readonly extras: Readonly<Record<string, readonly string[]>>;
  /** Requirements of each of `group`; `dev-dependencies` are the group `dev`. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Folders or archives, relative to the pyproject.toml's folder, by name as written. */
  readonly paths: Readonly<Record<string, string>>;
}

/** Reads `[tool.poetry]`. What poetry would reject counts as absent. */
export function readPoetrySettings(tool: TomlTable): PoetrySettings | undefined {
  const poetry = tableField(tool, 'poetry');
  if (poetry === undefined) return undefined;
  const main = tableField(poetry, 'dependencies');
  const groups: readonly (readonly [string, TomlTable | undefined])[] = [
    ['dev', tableField(poetry, 'dev-dependencies')],
    ...entriesOf(tableField(poetry, 'group')).map(
      ([name, group]) =>
        [name, isTable(group) ? tableField(group, 'dependencies') : undefined] as const,
    ),
  ];
  const stated = groups.filter(([, table]) => table !== undefined);
  const python = main?.['python'];
  return {
    name: nameIn(poetry),
    version: stringField(poetry, 'version'),
    requiresPython: typeof python === 'string' ? specifierOf(python) : undefined,
    dependencies: requirementsIn(main, (each) => !isOptional(each)),
    extras: recordOf(
      entriesOf(tableField(poetry, 'extras')).map(([extra]) => {
        const names = arrayField(tableField(poetry, 'extras'), extra);
        return [extra, requirementsIn(main, (_each, name) => names.includes(name))];
      }),
    ),
    groups: recordOf(stated.map(([name, table]) => [name, requirementsIn(table, () => true)])),
    paths: recordOf(
      [main, ...stated.map(([, table]) => table)].flatMap((table) =>
        entriesOf(table).flatMap(([name, value]) => {
          const path = isTable(value) ? stringField(value, 'path') : undefined;
          return path === undefined ? [] : [[name, path] as const];
        }),
      ),
    ),
  };
}

function nameIn(poetry: TomlTable): string | undefined {
  const name = stringField(poetry, 'name');
  return name !== undefined && isDistributionName(name) ? name : undefined;
}

/**
 * A version constraint of poetry as a specifier (PEP 440); empty for any version, and for
 * alternatives (`||`), which PEP 440 cannot express.
 */
export function specifierOf(constraint: string): string {
  if (constraint.includes('|')) return '';
  return constraint
    .replaceAll(/([=<>!~^])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((part) => part !== '' && part !== '*')
    .map(partOf)
    .join(',');
}

function partOf(part: string): string {
  const [, operator = '', version = ''] =
    /^(\^|~(?!=)|=(?!=)|[<>=!~]=|[<>])?(.*)$/.exec(part) ?? [];
  if (operator === '' || operator === '=') return `==${version}`;
  if (operator !== '^' && operator !== '~') return part;
  const numbers = (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
  return `>=${version},<${operator === '^' ? afterCaret(numbers) : afterTilde(numbers)}`;
}

/** The leftmost number that is not zero must not change. */
function afterCaret(numbers: readonly number[]): string {
  const first = numbers.findIndex((number) => number !== 0);
  return bumped(numbers, first === -1 ? numbers.length - 1 : first);
}

/** The second number must not change, or the first if it is the only one. */
function afterTilde(numbers: readonly number[]): string {
  return bumped(numbers, Math.min(1, numbers.length - 1));
}

function bumped(numbers: readonly number[], at: number): string {
  return [...numbers.slice(0, at), (numbers[at] ?? 0) + 1].join('.');
}

type Wanted = (value: TomlValue, name: string) => boolean;

function requirementsIn(table: TomlTable | undefined, isWanted: Wanted): readonly string[] {
  return entriesOf(table)
    .filter(([name]) => name !== 'python' && isDistributionName(name))
    .flatMap(([name, value]) =>
      (isArray(value) ? value : [value])
        .filter((each) => isWanted(each, name))
        .flatMap((each) => requirementOf(name, each) ?? []),
    );
}

function isOptional(value: TomlValue): boolean {
  return isTable(value) && value['optional'] === true;
}

/** A value that cannot be expressed leaves the name alone, unless it leads away from the index. */
function requirementOf(name: string, value: TomlValue): string | undefined {
  const text = isTable(value)
    ? requirementOfTable(name, value)
    : `${name}${typeof value === 'string' ? specifierOf(value) : ''}`;
  if (isRequirement(text)) return text;
  return isTable(value) && urlOf(value) !== undefined ? undefined : name;
}

function requirementOfTable(name: string, value: TomlTable): string {
  const extras = arrayField(value, 'extras').filter((each) => typeof each === 'string');
  const base = `${name}${extras.length === 0 ? '' : `[${extras.join(',')}]`}`;
  const markers = markersOf(value);
  const url = urlOf(value);
  const rest = url === undefined ? specifierOf(stringField(value, 'version') ?? '') : ` @ ${url}`;
  return `${base}${rest}${markers === '' ? '' : ` ; ${markers}`}`;
}

/** Empty for what is not a URL, such as a path: it is not a requirement then. */
function urlOf(value: TomlTable): string | undefined {
  const git = stringField(value, 'git');
  if (git === undefined) return stringField(value, 'url');
  const url = git.replace(/^(\w+@[\w.-]+):(?!\/\/)/, 'ssh://$1/');
  if (!/^[a-z+]+:\/\//.test(url)) return '';
  const at = ['rev', 'tag', 'branch'].map((key) => stringField(value, key)).find(Boolean);
  return `git+${url}${at === undefined ? '' : `@${at}`}`;
}

function markersOf(value: TomlTable): string {
  const stated = stringField(value, 'markers');
  const python = specifierOf(stringField(value, 'python') ?? '');
  const platform = stringField(value, 'platform');
  return [
    ...(stated === undefined ? [] : [`(${stated})`]),
    ...python.split(',').flatMap((part) => {
      const [, operator, version] = /^([<>=!~]+)([\d.*]+)$/.exec(part) ?? [];
      if (operator === undefined || version === undefined) return [];
      return [`${versionMarker(version)} ${operator} "${version}"`];
    }),
    ...(platform === undefined ? [] : [`sys_platform == "${platform}"`]),
  ].join(' and ');
}

/** `python_version` has two numbers (PEP 508). */
function versionMarker(version: string): string {
  return version.split('.').length > 2 ? 'python_full_version' : 'python_version';
}
