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
    19_000,
    (index) =>
      `[[package]]\nname = "p${String(index)}"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${String(index).padStart(64, '0')}"\n\n`,
  );
  return `version = 4\n${packages}\n${end}`;
}

export const largeLocks: Readonly<Record<string, LargeLock>> = {
  'a syntax error at the end': {
    file: 'Cargo.lock',
    text: () => ordinary('x = \n'),
    line: 114_003,
    reason: 'This is not valid TOML: Unexpected character',
  },
  'an escape at the end, which the faster parser must not read': {
    file: 'Cargo.lock',
    text: () => ordinary('x = "\\u0041"\n'),
    line: 114_003,
    reason:
      'a file of more than 512 KiB must not have the key or the escape `\\u`, which neither cargo nor uv writes',
  },
  '`[constructor]` at the end': {
    file: 'Cargo.lock',
    text: () => ordinary('[constructor]\n'),
    line: 114_003,
    reason: 'must not have the key or the escape `constructor]`',
  },
  '260,000 packages': {
    file: 'uv.lock',
    text: () => lines(260_000, (index) => `[[package]]\nname = "p${String(index)}"\n`),
    line: 40_001,
    reason: 'the file has more than 20,000 tables',
  },
  'keys of many segments': {
    file: 'uv.lock',
    text: () => lines(200_000, (index) => `k${String(index)}${'.a'.repeat(10)} = 1\n`),
    line: 2001,
    reason: 'the file has more than 20,000 tables',
  },
  'a list of a million numbers': {
    file: 'uv.lock',
    text: () => `x = [${'1,'.repeat(1e6)}]\n`,
    line: 1,
    reason: 'the file has more than 300,000 values',
  },
};

const mebibyte = 1024 * 1024;

/** A wheel as uv writes it; a package of binaries has about thirty. */
function wheel(name: string, index: number): string {
  const url = `https://files.pythonhosted.org/packages/f0/0d/${'5f2ce2ef9e'.repeat(6)}/${name}-1.0.0-cp3${String(index)}-manylinux_2_17_x86_64.whl`;
  return `    { url = "${url}", hash = "sha256:${String(index).padStart(64, '0')}", size = 123456, upload-time = "2026-03-02T00:00:00Z" },\n`;
}

interface OrdinaryLock {
  readonly file: 'Cargo.lock' | 'uv.lock';
  readonly text: () => string;
  /** A size in bytes that it exceeds. */
  readonly size: number;
  /** A number of packages that it exceeds. */
  readonly packages: number;
}

/** Lock files of the form that cargo and uv write, close to the limits. */
export const ordinaryLocks: Readonly<Record<string, OrdinaryLock>> = {
  '19,000 crates, each with two others': {
    file: 'Cargo.lock',
    text: () => {
      const last = 19_000;
      const uses = (index: number) =>
        [index + 1, index + 7].filter((one) => one < last).map((one) => ` "p${String(one)}",\n`);
      return `version = 4\n${lines(
        last,
        (index) =>
          `[[package]]\nname = "p${String(index)}"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${String(index).padStart(64, '0')}"\ndependencies = [\n${uses(index).join('')}]\n\n`,
      )}`;
    },
    size: 4 * mebibyte,
    packages: 19_000,
  },
  '900 distributions, each with thirty wheels': {
    file: 'uv.lock',
    text: () =>
      `version = 1\n${lines(900, (index) => {
        const name = `p${String(index)}`;
        return `[[package]]\nname = "${name}"\nversion = "1.0.0"\nsource = { registry = "https://pypi.org/simple" }\nwheels = [\n${lines(30, (one) => wheel(name, one))}]\n\n`;
      })}`,
    size: 7 * mebibyte,
    packages: 900,
  },
};
