/**
 * The sources that mypy's cache names. mypy 2.4 and newer reads Python files in native code, which no
 * audit hook sees; its cache has the path of each module, as `CacheMeta` of mypy/cache.py writes it.
 */

/** True for a file of the cache that names sources: of one module, or a database of all. */
export function isMypyCache(path: string): boolean {
  return /(\.meta\.(json|ff)|[\\/]cache(\.\d+)?\.db)$/.test(path);
}

/**
 * Paths, absolute or relative to where mypy ran. A database may name a module that is not used any
 * more: what counts too much costs a run, what is missing costs a wrong result.
 */
export function sourcesInMypyCache(content: Buffer): readonly string[] {
  return [...new Set([...pathsInFixedFormat(content), ...pathsInJson(content)])];
}

/** JSON up to mypy 1.18, alone or as a value of the database. */
function pathsInJson(content: Buffer): readonly string[] {
  const text = content.toString('utf8');
  return [...text.matchAll(/"path": ?("(?:[^"\\]|\\.)*\.pyi?")/g)].flatMap(([, quoted = '']) => {
    const path: unknown = JSON.parse(quoted);
    return typeof path === 'string' ? [path] : [];
  });
}

const stringTag = 4;
const integerTag = 3;

/** A string of the fixed format is its tag, its length, its bytes; the size of the file follows. */
function pathsInFixedFormat(content: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = content.indexOf('.py'); at !== -1; at = content.indexOf('.py', at + 1)) {
    const end = content[at + 3] === 0x69 ? at + 4 : at + 3;
    if (content[end] !== integerTag) continue;
    const start = startOfString(content, end);
    if (start !== undefined) found.push(content.toString('utf8', start, end));
  }
  return found;
}

/** Where a string that ends at `end` begins: the place whose tag and length fit. */
function startOfString(content: Buffer, end: number): number | undefined {
  for (let length = 3; length < 4096 && length < end - 1; length++) {
    const start = end - length;
    const one = content[start - 1] ?? 0;
    const two = content[start - 2] ?? 0;
    // Lengths up to 117 have one byte, up to 16,283 two (librt, `_write_short_int`).
    if (two === stringTag && (one & 1) === 0 && (one >> 1) - 10 === length) return start;
    const wide = two | (one << 8);
    if (content[start - 3] === stringTag && (wide & 3) === 1 && (wide >> 2) - 100 === length) {
      return start;
    }
  }
  return undefined;
}
