/**
 * Environment markers (PEP 508), as far as the platform and a known Python decide them. Extras and the
 * machine are not known, so that a marker which needs them can be true.
 */
import { satisfies } from './specifier.ts';
import { parsePythonVersion } from './version.ts';

export interface KnownPython {
  /** `3.12.4` */
  readonly version: string;
  /** `cpython`, `pypy`, … */
  readonly implementation?: string;
}

/** `sys_platform`, `os_name` and `platform_system` of a platform of Node, if Python runs there. */
const platforms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  linux: { sys_platform: 'linux', os_name: 'posix', platform_system: 'Linux' },
  darwin: { sys_platform: 'darwin', os_name: 'posix', platform_system: 'Darwin' },
  win32: { sys_platform: 'win32', os_name: 'nt', platform_system: 'Windows' },
};

type Truth = boolean | undefined;

/** What `platform_python_implementation` says of an implementation. */
const implementations: ReadonlyMap<string, string> = new Map([
  ['cpython', 'CPython'],
  ['pypy', 'PyPy'],
  ['graalpy', 'GraalVM'],
]);

/**
 * Whether a requirement with this marker is certainly not needed on the platform. A marker that cannot
 * be read is not: the installer reports it.
 *
 * @param python absent where it is not known which one will be used.
 */
export function isFalse(
  marker: string | undefined,
  python?: KnownPython,
  platform: string = process.platform,
): boolean {
  if (marker === undefined) return false;
  const ofPlatform = Object.hasOwn(platforms, platform) ? platforms[platform] : undefined;
  const known = { ...ofPlatform, ...variablesOf(python) };
  const tokens = marker.match(/\(|\)|[<>=!~]{1,3}|"[^"]*"|'[^']*'|[A-Za-z_.]+/g) ?? [];
  if (tokens.length > mostTokens) return false;
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const either = (): Truth => {
    let value = both();
    while (tokens[at] === 'or') {
      at += 1;
      const other = both();
      value = value === true || other === true ? true : value === false ? other : undefined;
    }
    return value;
  };
  const both = (): Truth => {
    let value = one();
    while (tokens[at] === 'and') {
      at += 1;
      const other = one();
      value = value === false || other === false ? false : value === true ? other : undefined;
    }
    return value;
  };
  const one = (): Truth => {
    if (tokens[at] === '(') {
      at += 1;
      const value = either();
      at += 1;
      return value;
    }
    const left = next();
    const operator = next();
    const negated = operator === 'not' && tokens[at] === 'in' && next() === 'in';
    const right = next();
    const compare = [left, right].some((name) => versions.has(name)) ? comparedVersions : compared;
    return compare(valueOf(left, known), negated ? 'not in' : operator, valueOf(right, known));
  };
  const value = either();
  return value === false && at === tokens.length;
}

function variablesOf(python: KnownPython | undefined): Readonly<Record<string, string>> {
  if (python === undefined) return {};
  const { version, implementation } = python;
  const [major = '', minor = ''] = version.split('.');
  const named = implementation === undefined ? undefined : implementations.get(implementation);
  return {
    python_version: `${major}.${minor}`,
    python_full_version: version,
    ...(implementation === undefined ? {} : { implementation_name: implementation }),
    ...(named === undefined ? {} : { platform_python_implementation: named }),
  };
}

const versions: ReadonlySet<string> = new Set(['python_version', 'python_full_version']);

/** By the rules of version specifiers, where the operator is one of theirs. */
function comparedVersions(
  left: string | undefined,
  operator: string,
  right: string | undefined,
): Truth {
  if (left === undefined || right === undefined) return undefined;
  if (operator === 'in' || operator === 'not in') return compared(left, operator, right);
  const version = parsePythonVersion(left);
  return version && satisfies(version.release, `${operator}${right}`);
}

/** No marker that people write is longer, and each `(` is a call. */
const mostTokens = 200;

function valueOf(token: string, known: Readonly<Record<string, string>>): string | undefined {
  const quoted = /^(["'])(.*)\1$/.exec(token)?.[2];
  return quoted ?? (Object.hasOwn(known, token) ? known[token] : undefined);
}

function compared(left: string | undefined, operator: string, right: string | undefined): Truth {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '==':
    case '===':
      return left === right;
    case '!=':
      return left !== right;
    case 'in':
      return right.includes(left);
    case 'not in':
      return !right.includes(left);
    default:
      return undefined;
  }
}
