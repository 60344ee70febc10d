/** Requirements of Python packages (PEP 508), and those of Poetry's own tables. */
import { parseRequirement } from '../../python/requirement.ts';
import { admits } from '../../python/specifier.ts';
import { formatPythonVersion, parsePythonVersion } from '../../python/version.ts';
import { semverForm } from '../versions/two-worlds.ts';
import { cargoAllows } from './cargo-requirement.ts';
import { countNumbers, isWhole, withNumbers, type Raised, type Release } from './raised.ts';

/** Whether an installer accepts a version; pre-releases only where the requirement names one. */
function pythonAllows(requirement: string, version: string): boolean | undefined {
  const parsed = parsePythonVersion(version);
  const specifier = parseRequirement(requirement)?.specifier;
  return parsed === undefined || specifier === undefined ? undefined : admits(parsed, specifier);
}

/**
 * The requirement with the new version in place of every `~=`, `==`, `===` or `>=` version, with as many
 * numbers as before where that is the same version (`==`) or the same range (`~=`, `>=`). A requirement
 * without a version stays.
 *
 * @param requirement one string of a list in pyproject.toml.
 * @param version in PEP 440.
 * @param keepMatching leaves a requirement alone that allows the version.
 */
export function raisePythonRequirement(
  requirement: string,
  version: string,
  keepMatching: boolean,
): Raised {
  const parsed = parseRequirement(requirement);
  const specifier = parsed?.specifier ?? '';
  if (specifier === '') return { text: requirement };
  if (keepMatching && pythonAllows(requirement, version) === true) return { text: requirement };
  const release = releaseOf(version);
  if (release === undefined) return { problem: `${version} is not a version (PEP 440)` };
  const raised = specifier.replaceAll(
    /(^|,)(\s*)(===|==|~=|>=)(\s*)([^\s,]+)/g,
    (_, comma: string, before: string, operator: string, space: string, written: string) =>
      `${comma}${before}${operator}${space}${replaced(operator, written, release)}`,
  );
  const text = withSpecifier(requirement, specifier, raised);
  if (pythonAllows(text, version) === true) return { text };
  return { problem: `the requirement "${requirement}" does not allow ${version}` };
}

/**
 * A requirement of `[tool.poetry.dependencies]`, where `^` and `~` mean what they mean in cargo and a
 * bare version is a pin (Poetry, "Dependency specification").
 */
export function raisePoetryRequirement(
  requirement: string,
  version: string,
  keepMatching: boolean,
): Raised {
  if (keepMatching && poetryAllows(requirement, version)) return { text: requirement };
  const release = releaseOf(version);
  if (release === undefined) return { problem: `${version} is not a version (PEP 440)` };
  const text = requirement.replaceAll(
    /(^|,)(\s*)(\^|~=|~|>=|==|=)?(\s*)(\d[0-9A-Za-z.*]*)/g,
    (_, comma: string, before: string, operator = '', space: string, written: string) =>
      `${comma}${before}${String(operator)}${space}${replaced(String(operator) || '==', written, release)}`,
  );
  if (poetryAllows(text, version)) return { text };
  return { problem: `the requirement "${requirement}" does not allow ${version}` };
}

function poetryAllows(requirement: string, version: string): boolean {
  const inSemver = (written: string) => {
    const form = semverForm(written);
    return 'version' in form ? form.version : written;
  };
  const clauses = requirement.split(',').map((clause) => {
    const [, operator = '', written = ''] = /^\s*([^\w*]*?)\s*([\w.*]+)\s*$/.exec(clause) ?? [];
    if (operator === '~=' || operator === '!=') return `${operator}${written}`;
    const sign = operator === '' || operator === '==' ? '=' : operator;
    const isShort = /^\d+(\.\d+)?$/.test(written) && (sign === '^' || sign === '~');
    if (written === '*') return '*';
    return sign + (isShort || written.endsWith('*') ? written : inSemver(written));
  });
  const semverClauses = clauses.filter((clause) => !/^(~=|!=)/.test(clause));
  const others = clauses.filter((clause) => /^(~=|!=)/.test(clause)).join(',');
  const isEarly = /[a-z]/.test(version);
  const admitsOthers =
    others === '' || pythonAllows(`x${others}${isEarly ? `,>=0a0` : ''}`, version) === true;
  if (semverClauses.length === 0) return admitsOthers && (!isEarly || /[a-z]/.test(requirement));
  return admitsOthers && cargoAllows(semverClauses.join(', '), inSemver(version)) === true;
}

/** The text after the name and the extras is the only one that a specifier can be in. */
function withSpecifier(requirement: string, specifier: string, raised: string): string {
  const from = /^\s*[A-Za-z0-9._-]+\s*(?:\[[^\]]*\])?/.exec(requirement)?.[0].length ?? 0;
  const start = requirement.indexOf(specifier, from);
  return requirement.slice(0, start) + raised + requirement.slice(start + specifier.length);
}

function releaseOf(version: string): Release | undefined {
  const parsed = parsePythonVersion(version);
  if (parsed === undefined) return undefined;
  const { epoch, release } = parsed;
  const whole = formatPythonVersion(parsed);
  const plain = formatPythonVersion({ epoch, release });
  return { numbers: release, suffix: whole.slice(plain.length) };
}

function replaced(operator: string, written: string, release: Release): string {
  const count = countNumbers(written);
  if (written.endsWith('.*')) return `${withNumbers(count, { ...release, suffix: '' })}.*`;
  const isShort = release.suffix === '' && /^(~=|~|\^|>=)$/.test(operator);
  const enough = isShort || isWhole(count, release);
  return withNumbers(enough ? count : Math.max(count, release.numbers.length), release);
}
