/**
 * Version specifiers (PEP 440), as used in `requires-python`.
 */
import {
  comparePythonVersions,
  compareReleases,
  formatPythonVersion,
  parsePythonVersion,
  type PythonVersion,
} from './version.ts';

type Operator = '==' | '!=' | '<=' | '>=' | '<' | '>' | '~=' | '===';

interface Clause {
  readonly operator: Operator;
  readonly text: string;
  readonly version: PythonVersion;
  /** Whether the version ends in `.*`: only the numbers before it are compared. */
  readonly prefix: boolean;
}

/**
 * Whether a final release, such as an interpreter's `[3, 11, 7]`, matches a set of specifiers such
 * as `>=3.9,<4`; the empty set matches everything. `undefined` if `specifier` is not valid under
 * PEP 440.
 *
 * Pass only an interpreter's release numbers, as pip does: 3.15.0rc1 counts as 3.15.0.
 */
export function satisfies(release: readonly number[], specifier: string): boolean | undefined {
  const clauses = parseSpecifier(specifier);
  return clauses?.every((clause) => holds(release, clause));
}

/**
 * Whether an installer accepts a version for a set of specifiers: a pre-release only if a clause
 * names a pre-release, which is the default of installers (PEP 440, "Handling of pre-releases").
 * `undefined` if `specifier` is not valid under PEP 440.
 */
export function admits(version: PythonVersion, specifier: string): boolean | undefined {
  const clauses = parseSpecifier(specifier);
  if (clauses === undefined) return undefined;
  const named = clauses.some(({ operator, version: one }) => operator !== '!=' && isEarly(one));
  if (isEarly(version) && !named) return false;
  return clauses.every((clause) => admitsBy(version, clause));
}

function isEarly({ pre, dev }: PythonVersion): boolean {
  return pre !== undefined || dev !== undefined;
}

/**
 * As `holds`, for versions with suffixes. An exclusive comparison leaves out the pre-releases of the
 * version that it names (`<1.0` rejects 1.0rc1), and its post-releases (`>1.0` rejects 1.0.post1).
 */
function admitsBy(version: PythonVersion, clause: Clause): boolean {
  const { operator, version: named } = clause;
  const isSameRelease =
    version.epoch === named.epoch && compareReleases(version.release, named.release) === 0;
  const difference = comparePythonVersions(version, named);
  switch (operator) {
    case '===':
      return formatPythonVersion(version) === clause.text;
    case '<':
      return difference < 0 && !(isSameRelease && isEarly(version) && !isEarly(named));
    case '>':
      return (
        difference > 0 && !(isSameRelease && version.post !== undefined && named.post === undefined)
      );
    case '>=':
      return difference >= 0;
    case '<=':
      return difference <= 0;
    case '==':
      return clause.prefix ? hasPrefix(version.release, named.release) : difference === 0;
    case '!=':
      return clause.prefix ? !hasPrefix(version.release, named.release) : difference !== 0;
    case '~=':
      return difference >= 0 && hasPrefix(version.release, named.release.slice(0, -1));
  }
}

/** Whether the string is a comma-separated set of specifiers, which may be empty. */
export function isSpecifier(text: string): boolean {
  return parseSpecifier(text) !== undefined;
}

function parseSpecifier(text: string): readonly Clause[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const clauses = parts.filter((part) => part !== '').map(parseClause);
  return clauses.every((clause) => clause !== undefined) ? clauses : undefined;
}

function parseClause(text: string): Clause | undefined {
  const match = /^(===|==|!=|<=|>=|<|>|~=)\s*(\S+)$/.exec(text);
  if (match === null) return undefined;
  const operator = match[1] as Operator;
  const written = match[2] ?? '';
  const prefix = written.endsWith('.*');
  const version = parsePythonVersion(prefix ? written.slice(0, -2) : written);
  if (version === undefined) return undefined;
  if (prefix && !isPrefixable(operator, version)) return undefined;
  if (operator === '~=' && version.release.length < 2) return undefined;
  return { operator, text: written, version, prefix };
}

/** A `.*` is only valid with `==` and `!=`, after a plain release. */
function isPrefixable(operator: Operator, version: PythonVersion): boolean {
  const plain = version.pre ?? version.post ?? version.dev ?? version.local;
  return (operator === '==' || operator === '!=') && plain === undefined;
}

function holds(release: readonly number[], clause: Clause): boolean {
  const difference = comparePythonVersions({ epoch: 0, release }, clause.version);
  switch (clause.operator) {
    case '===':
      return release.join('.') === clause.text;
    case '==':
      return clause.prefix ? hasPrefix(release, clause.version.release) : difference === 0;
    case '!=':
      return clause.prefix ? !hasPrefix(release, clause.version.release) : difference !== 0;
    case '<=':
      return difference <= 0;
    case '>=':
      return difference >= 0;
    case '<':
      return difference < 0;
    case '>':
      return difference > 0;
    case '~=':
      return difference >= 0 && hasPrefix(release, clause.version.release.slice(0, -1));
  }
}

function hasPrefix(release: readonly number[], prefix: readonly number[]): boolean {
  const padded = prefix.map((_, index) => release[index] ?? 0);
  return compareReleases(padded, prefix) === 0;
}
