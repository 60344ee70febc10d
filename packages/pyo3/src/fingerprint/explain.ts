/** The fingerprint in words: what each part is, where it comes from, and why two machines differ. */
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { canonicalJson, type FingerprintFacts } from './fingerprint.ts';

interface Part {
  readonly key: keyof FingerprintFacts;
  readonly name: string;
  /** What it is on a machine that has it. */
  readonly show: (value: unknown) => string;
  /** Where the value comes from, and for which tasks it counts. */
  readonly from: string;
  /** What makes two machines agree. */
  readonly cure: string;
}

const asText = (value: unknown) => String(value).split('\n', 1)[0] ?? '';
const asDigest = (value: unknown) => `digest ${String(value)}`;

const parts: readonly Part[] = [
  {
    key: 'machine',
    name: 'Platform',
    show: asText,
    from: 'operating system and processor of Node',
    cure: 'Results of one platform are never used on another; build each where it runs.',
  },
  {
    key: 'libc',
    name: 'C library',
    show: asText,
    from: 'what Node is linked with; Linux only',
    cure: 'Run both in the same image, or build wheels in a manylinux container.',
  },
  {
    key: 'rustc',
    name: 'Rust',
    show: asText,
    from: '`rustc -vV` in the root of the workspace, or the program that RUSTC names',
    cure: 'Pin the release in rust-toolchain.toml: channel = "1.95.0".',
  },
  {
    key: 'python',
    name: 'Python',
    show: showAbi,
    from: 'the .venv of the workspace, else VIRTUAL_ENV or CONDA_PREFIX, else the one that will be made',
    cure: 'Pin the version in .python-version; the patch level does not count.',
  },
  {
    key: 'pythonOfProjects',
    name: 'Python of projects',
    show: (value) =>
      Object.entries(value as object)
        .map(([root, abi]) => `${root}: ${showAbi(abi)}`)
        .join('; '),
    from: 'the .venv of a project that has another Python than the workspace',
    cure: 'Make the same environments on both, or remove the .venv of the project.',
  },
  {
    key: 'maturin',
    name: 'maturin',
    show: asText,
    from: '`maturin --version`; for wheels and sdists only',
    cure: 'Pin it in the dependency group dev of the root pyproject.toml: "maturin==1.16.0".',
  },
  {
    key: 'cargoConfig',
    name: 'Your cargo configuration',
    show: asDigest,
    from: 'config.toml in CARGO_HOME (~/.cargo)',
    cure: 'Move what decides builds into .cargo/config.toml of the repository.',
  },
  {
    key: 'executables',
    name: 'Executable files',
    show: asDigest,
    from: 'which files of the Python projects git has as executable, since wheels keep that',
    cure: 'Commit the mode: git update-index --chmod=+x <file>.',
  },
  {
    key: 'variables',
    name: 'Variables',
    show: (value) =>
      Object.entries(value as Readonly<Record<string, string>>)
        .map(([name, digest]) => `${name} (digest ${digest})`)
        .join(', '),
    from: 'what cargo, rustc, pyo3, maturin, Python and pytest read; their values are not shown',
    cure: 'Set them on both or on none, or write them into .cargo/config.toml under [env].',
  },
];

/** One line for each part, with where it comes from below it. */
export function explainFingerprint(facts: FingerprintFacts): readonly string[] {
  return parts.flatMap((part) => [`${part.name}: ${shown(part, facts)}`, `  from ${part.from}`]);
}

/** What differs between two machines, with the cure; a single line when nothing does. */
export function compareFingerprints(
  here: FingerprintFacts,
  there: FingerprintFacts,
): readonly string[] {
  const differing = parts.filter(
    ({ key }) => canonicalJson(here[key]) !== canonicalJson(there[key]),
  );
  if (differing.length === 0) return ["Nothing differs: both machines use each other's results."];
  return differing.flatMap((part) => [
    `${part.name} differs.`,
    ...(shown(part, here) === shown(part, there)
      ? [`  here:  ${canonicalJson(here[part.key])}`, `  there: ${canonicalJson(there[part.key])}`]
      : [`  here:  ${shown(part, here)}`, `  there: ${shown(part, there)}`]),
    `  → ${part.cure}`,
  ]);
}

/**
 * What `--json` has printed on another machine.
 *
 * @param file for the message.
 * @throws Pyo3Error `option-invalid` when it is something else.
 */
export function parseFingerprint(text: string, file: string): FingerprintFacts {
  const facts = parseObject(text.slice(Math.max(text.indexOf('{'), 0)));
  if (typeof facts['machine'] !== 'string' || typeof facts['variables'] !== 'object') {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: `${file} holds no fingerprint.`,
      hint: 'Make it on the other machine: nx run <project>:fingerprint --json --outputStyle=stream-without-prefixes > fingerprint.json',
    });
  }
  return facts as unknown as FingerprintFacts;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const line = text.split('\n', 1)[0] ?? '';
    return Object(JSON.parse(line)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function shown({ key, show }: Part, facts: FingerprintFacts): string {
  const value = facts[key];
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'object' && Object.keys(value).length === 0) return 'none';
  return show(value);
}

function showAbi(value: unknown): string {
  const { implementation, version, abiFlags, extSuffix, unknown } = Object(value) as Readonly<
    Record<string, unknown>
  >;
  if (unknown !== undefined) return 'not known before the environment is made';
  if (!Array.isArray(version)) return 'none that can be started';
  return `${String(implementation)} ${version.join('.')}${String(abiFlags)} (${String(extSuffix)})`;
}
