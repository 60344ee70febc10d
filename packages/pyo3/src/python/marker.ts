/**
 * Environment markers (PEP 508), as far as the platform decides them. The version of Python and extras
 * are not known where the graph is made, so that a marker which needs them can be true.
 */

/** `sys_platform`, `os_name` and `platform_system` of a platform of Node, if Python runs there. */
const platforms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  linux: { sys_platform: 'linux', os_name: 'posix', platform_system: 'Linux' },
  darwin: { sys_platform: 'darwin', os_name: 'posix', platform_system: 'Darwin' },
  win32: { sys_platform: 'win32', os_name: 'nt', platform_system: 'Windows' },
};

type Truth = boolean | undefined;

/**
 * Whether a requirement with this marker is certainly not needed on the platform. A marker that cannot
 * be read is not: the installer reports it.
 */
export function isFalseOn(
  marker: string | undefined,
  platform: string = process.platform,
): boolean {
  const known = platforms[platform];
  if (marker === undefined || known === undefined) return false;
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
    return compared(valueOf(left, known), negated ? 'not in' : operator, valueOf(next(), known));
  };
  const value = either();
  return value === false && at === tokens.length;
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
