/** The fingerprint in words: what each part is, where it comes from, and why two machines differ. */
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { canonicalJson } from '../project/folder/canonical-json.ts';
import { isAbi, showAbi } from './abi.ts';
import type { FingerprintFacts } from './fingerprint.ts';

/** A fingerprint that another version of the plugin may have made. */
type Facts = Partial<FingerprintFacts>;

interface Part {
  readonly name: string;
  /** Where the value comes from, and for which tasks it counts. */
  readonly from: string;
  /** What makes two machines agree. */
  readonly cure: string;
  readonly valueIn: (facts: Facts) => unknown;
  readonly shownIn: (facts: Facts) => string;
}

/** `show` says what the part is on a machine that has it. */
function part<K extends keyof FingerprintFacts>({
  key,
  show,
  ...rest
}: Pick<Part, 'name' | 'from' | 'cure'> & {
  readonly key: K;
  readonly show: (value: NonNullable<Facts[K]>) => string;
}): Part {
  const shownIn = (facts: Facts) => {
    const value = facts[key] ?? undefined;
    if (value === undefined) return 'none';
    if (typeof value === 'object' && Object.keys(value).length === 0) return 'none';
    return show(value);
  };
  return { ...rest, valueIn: (facts) => facts[key], shownIn };
}

const asText = (value: string | number) => String(value).split('\n', 1)[0] ?? '';
const asDigest = (value: string) => `digest ${value}`;

const parts: readonly Part[] = [
  part({
    key: 'machine',
    name: 'Platform',
    show: asText,
    from: 'operating system and processor of Node',
    cure: 'Results of one platform are never used on another; build each where it runs.',
  }),
  part({
    key: 'libc',
    name: 'C library',
    show: asText,
    from: 'what Node is linked with; Linux only',
    cure: 'Run both in the same image, or build wheels in a manylinux container.',
  }),
  part({
    key: 'rustc',
    name: 'Rust',
    show: asText,
    from: '`rustc -vV` in the root of the workspace, or the program that RUSTC names',
    cure: 'Pin the release in rust-toolchain.toml: channel = "1.95.0".',
  }),
  part({
    key: 'python',
    name: 'Python',
    show: showAbi,
    from: 'the .venv of the workspace, else VIRTUAL_ENV or CONDA_PREFIX, else the one that will be made; a target with the option interpreter has that one',
    cure: 'Pin the version in .python-version; the patch level does not count.',
  }),
  part({
    key: 'pythonOfProjects',
    name: 'Python of projects',
    show: (value) =>
      Object.entries(value)
        .map(([root, abi]) => `${root}: ${showAbi(abi)}`)
        .join('; '),
    from: 'the .venv of a project that has another Python than the workspace',
    cure: 'Make the same environments on both, or remove the .venv of the project.',
  }),
  part({
    key: 'maturin',
    name: 'maturin',
    show: asText,
    from: '`maturin --version`; for wheels and sdists only',
    cure: 'Pin it in the dependency group dev of the root pyproject.toml: "maturin==1.16.0".',
  }),
  part({
    key: 'cargoConfig',
    name: 'Cargo configuration outside of the workspace',
    show: asDigest,
    from: 'config.toml in CARGO_HOME (~/.cargo) and in .cargo of the folders above, with what they include',
    cure: 'Move what decides builds into .cargo/config.toml of the repository.',
  }),
  part({
    key: 'settingsAbove',
    name: 'Settings above the workspace',
    show: asDigest,
    from: 'files of ruff, mypy, pyright, pytest, clippy and uv in the folders above the workspace, and yours for ruff and mypy',
    cure: 'Remove them, or move what decides results into the repository.',
  }),
  part({
    key: 'outside',
    name: 'Files outside of the workspace',
    show: asDigest,
    from: 'path dependencies and links that lead out of it, by content',
    cure: 'Check out the same commit of what lies there, or move it into the workspace.',
  }),
  part({
    key: 'envFiles',
    name: 'Ignored .env files',
    show: asDigest,
    from: 'the .env files of the root and of the projects that git ignores; secrets and NX_ variables do not count',
    cure: 'Give both machines the same files, or set such variables in the shell.',
  }),
  part({
    key: 'results',
    name: 'Result version',
    show: String,
    from: 'the plugin; it is raised when a release runs a tool in another way',
    cure: 'Install the same version of the plugin on both.',
  }),
  part({
    key: 'executables',
    name: 'Executable files',
    show: asDigest,
    from: 'which files of the Python projects git has as executable, since wheels keep that',
    cure: 'Commit the mode: git update-index --chmod=+x <file>.',
  }),
  part({
    key: 'variables',
    name: 'Variables',
    show: (value) =>
      Object.entries(value)
        .map(([name, digest]) => `${name} (digest ${digest})`)
        .join(', '),
    from: 'what cargo, rustc, C compilers, pyo3, build backends, Python and its tools read; their values are not shown',
    cure: 'Set them on both or on none, or write them into .cargo/config.toml under [env].',
  }),
];

/** One line for each part, with where it comes from below it. */
export function explainFingerprint(facts: Facts): readonly string[] {
  return parts.flatMap(({ name, from, shownIn }) => [
    `${name}: ${shownIn(facts)}`,
    `  from ${from}`,
  ]);
}

/** What differs between two machines, with the cure; a single line when nothing does. */
export function compareFingerprints(here: Facts, there: Facts): readonly string[] {
  const differing = parts.filter(
    ({ valueIn }) => canonicalJson(valueIn(here)) !== canonicalJson(valueIn(there)),
  );
  if (differing.length === 0) return ["Nothing differs: both machines use each other's results."];
  return differing.flatMap(({ name, cure, valueIn, shownIn }) => [
    `${name} differs.`,
    ...(shownIn(here) === shownIn(there)
      ? [`  here:  ${canonicalJson(valueIn(here))}`, `  there: ${canonicalJson(valueIn(there))}`]
      : [`  here:  ${shownIn(here)}`, `  there: ${shownIn(there)}`]),
    `  → ${cure}`,
  ]);
}

/**
 * What `--json` has printed on another machine.
 *
 * @param file for the message.
 * @throws Pyo3Error `option-invalid` when it is something else.
 */
export function parseFingerprint(text: string, file: string): Facts {
  const facts = parseLine(text.slice(Math.max(text.indexOf('{'), 0)));
  if (isFacts(facts)) return facts;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `${file} holds no fingerprint.`,
    hint: 'Make it on the other machine: nx run <project>:fingerprint --json --outputStyle=stream-without-prefixes > fingerprint.json',
  });
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text.split('\n', 1)[0] ?? '');
  } catch {
    return undefined;
  }
}

/** Parts may be missing or new, but those that are shown in words have their form. */
function isFacts(value: unknown): value is Facts {
  if (!isRecord(value)) return false;
  const { machine, variables, python, pythonOfProjects, ...rest } = value;
  return (
    typeof machine === 'string' &&
    isRecord(variables) &&
    (python === undefined || isAbi(python)) &&
    (pythonOfProjects === undefined ||
      (isRecord(pythonOfProjects) && Object.values(pythonOfProjects).every(isAbi))) &&
    Object.values(rest).every((one) => one === null || typeof one !== 'object')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
