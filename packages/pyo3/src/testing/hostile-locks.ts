/** Lock files below the size limit that take many times as long as those of cargo and uv. */

interface LargeLock {
  readonly file: 'Cargo.lock' | 'uv.lock';
  readonly text: () => string;
  /** The line of the message. */
  readonly line: number;
  /** A part of the message. */
  readonly reason: string;
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

/** A lock file of 4 MB, which takes about a second to read, with `end` as its last line. */
function ordinary(end: string): string {
  const packages = lines(
    20_000,
    (index) =>
      `[[package]]\nname = "p${String(index)}"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${String(index).padStart(64, '0')}"\n\n`,
  );
  return `version = 4\n${packages}\n${end}`;
}

export const largeLocks: Readonly<Record<string, LargeLock>> = {
  'a syntax error at the end': {
    file: 'Cargo.lock',
    text: () => ordinary('x = \n'),
    line: 120_003,
    reason: 'This is not valid TOML: Unexpected character',
  },
  'an escape at the end, which the faster parser must not read': {
    file: 'Cargo.lock',
    text: () => ordinary('x = "\\u0041"\n'),
    line: 120_003,
    reason:
      'a file of more than 512 KiB must not have the key or the escape `\\u`, which neither cargo nor uv writes',
  },
  '`[constructor]` at the end': {
    file: 'Cargo.lock',
    text: () => ordinary('[constructor]\n'),
    line: 120_003,
    reason: 'must not have the key or the escape `constructor]`',
  },
  '260,000 packages': {
    file: 'uv.lock',
    text: () => lines(260_000, (index) => `[[package]]\nname = "p${String(index)}"\n`),
    line: 120_001,
    reason: 'the file has more than 60,000 tables',
  },
  'keys of many segments': {
    file: 'uv.lock',
    text: () => lines(200_000, (index) => `k${String(index)}${'.a'.repeat(10)} = 1\n`),
    line: 6001,
    reason: 'the file has more than 60,000 tables',
  },
  'a list of a million numbers': {
    file: 'uv.lock',
    text: () => `x = [${'1,'.repeat(1e6)}]\n`,
    line: 1,
    reason: 'the file has more than 600,000 values',
  },
};
