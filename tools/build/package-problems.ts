/** A file of the packed tarball; the size is in bytes, unpacked. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** Grows with the generators; what a user of one target loads does not (each part is loaded on demand). */
const sizeLimit = 1_150_000;
const listed = 8;

/**
 * What is wrong with the content of a tarball, one sentence each; empty when nothing is.
 *
 * @param packed what npm put into it.
 * @param staged what it was given, so that nothing is left out by an ignore rule.
 */
export function packageProblems(
  packed: readonly PackedFile[],
  staged: readonly string[],
): readonly string[] {
  const paths = new Set(packed.map((file) => file.path));
  return [
    ...name('is of no use to a reader of the package', packed.map(toPath).filter(isForeign)),
    ...name(
      'was left out by npm; give the template another name',
      staged.filter((file) => !paths.has(file)),
    ),
    ...name(
      'is missing',
      required.filter((file) => !paths.has(file)),
    ),
    ...tooLarge(packed),
  ];
}

const required = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist/index.js',
  'dist/plugin.js',
];

const atTheRoot =
  /^(LICENSE|README\.md|CHANGELOG\.md|(package|executors|generators|migrations)\.json)$/;
const compiled = /^dist\/.+\.(js|d\.ts|json)$/;
/** Loaded by Python. */
const recorder = /^dist\/recorder\/sitecustomize\.py$/;
const forDevelopment = /\.(spec|it|test)\.|(^|\/)(fixtures|testing|__snapshots__)\//;
const template = /^dist\/generators\/[^/]+\/files\//;

/**
 * The kinds of files in the package are listed, so that a new one is seen before it is published; a
 * `binding.gyp`, for one, would have npm run node-gyp. Templates may hold tests and sources of the
 * user's project: those are what a generator writes.
 */
function isForeign(path: string): boolean {
  if ([template, atTheRoot, recorder].some((known) => known.test(path))) return false;
  return !compiled.test(path) || forDevelopment.test(path);
}

function tooLarge(packed: readonly PackedFile[]): readonly string[] {
  const total = packed.reduce((sum, file) => sum + file.size, 0);
  if (total < sizeLimit) return [];
  const largest = [...packed].sort((a, b) => b.size - a.size).slice(0, listed);
  return [
    `${total} bytes; the limit is ${sizeLimit}. The largest: ` +
      largest.map((file) => `${file.path} (${file.size})`).join(', '),
  ];
}

function name(problem: string, files: readonly string[]): readonly string[] {
  return files.map((file) => `${file} ${problem}`);
}

function toPath(file: PackedFile): string {
  return file.path;
}
