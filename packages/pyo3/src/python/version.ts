/**
 * Versions of Python packages and interpreters (PEP 440).
 */

export interface PythonVersion {
  readonly epoch: number;
  /** Parses `3.11.7` to `[3, 11, 7]`; the length is that of the written version. */
  readonly release: readonly number[];
  readonly pre?: { readonly phase: 'a' | 'b' | 'rc'; readonly number: number };
  readonly post?: number;
  readonly dev?: number;
  /** The part after `+`, normalized to dots. */
  readonly local?: string;
}

// The expression of PEP 440, appendix B, split into its meaningful parts.
const epochAndRelease = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)/;
const preRelease = /^[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*)/;
const postRelease = /^(?:-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d*))/;
const devRelease = /^[-_.]?dev[-_.]?(\d*)/;
const localPart = /^\+([a-z0-9]+(?:[-_.][a-z0-9]+)*)$/;

/**
 * `undefined` if the string is not a PEP 440 version. Spellings that PEP 440 normalizes are
 * accepted.
 */
export function parsePythonVersion(text: string): PythonVersion | undefined {
  const start = epochAndRelease.exec(text.trim().toLowerCase());
  if (start === null) return undefined;
  let rest = start.input.slice(start[0].length);
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest);
    if (match !== null) rest = rest.slice(match[0].length);
    return match;
  };
  const pre = take(preRelease);
  const post = take(postRelease);
  const dev = take(devRelease);
  const local = take(localPart);
  if (rest !== '') return undefined;
  return {
    epoch: Number(start[1] ?? 0),
    release: (start[2] ?? '').split('.').map(Number),
    ...(pre ? { pre: { phase: phaseOf(pre[1] ?? ''), number: Number(pre[2]) } } : {}),
    ...(post ? { post: Number(post[1] ?? post[2]) } : {}),
    ...(dev ? { dev: Number(dev[1]) } : {}),
    ...(local ? { local: (local[1] ?? '').replaceAll(/[-_]/g, '.') } : {}),
  };
}

/** The normal form of PEP 440: `1.0.0-RC.1` and `1.0.0rc1` both give `1.0.0rc1`. */
export function formatPythonVersion(version: PythonVersion): string {
  const { epoch, release, pre, post, dev, local } = version;
  return [
    epoch === 0 ? '' : `${String(epoch)}!`,
    release.join('.'),
    pre === undefined ? '' : `${pre.phase}${String(pre.number)}`,
    post === undefined ? '' : `.post${String(post)}`,
    dev === undefined ? '' : `.dev${String(dev)}`,
    local === undefined ? '' : `+${local}`,
  ].join('');
}

/** Negative, zero or positive, in the order of PEP 440; local versions are not compared. */
export function comparePythonVersions(a: PythonVersion, b: PythonVersion): number {
  return (
    a.epoch - b.epoch ||
    compareReleases(a.release, b.release) ||
    compareLists(suffixKey(a), suffixKey(b))
  );
}

/** Compares number by number; missing numbers count as 0. */
export function compareReleases(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function phaseOf(word: string): 'a' | 'b' | 'rc' {
  if (word === 'a' || word === 'alpha') return 'a';
  return word === 'b' || word === 'beta' ? 'b' : 'rc';
}

/**
 * The order within one release: dev, then each pre-release, then the release, then its
 * post-releases.
 */
function suffixKey(version: PythonVersion): readonly number[] {
  const { pre, post, dev } = version;
  const phases = { a: 1, b: 2, rc: 3 };
  const onlyDev = pre === undefined && post === undefined && dev !== undefined;
  return [
    onlyDev ? 0 : pre === undefined ? 4 : phases[pre.phase],
    pre?.number ?? 0,
    post ?? -1,
    dev ?? Number.MAX_SAFE_INTEGER,
  ];
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
