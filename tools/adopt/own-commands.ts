import type { Distribution, Shape } from './shape.ts';

/** A command of the repository's authors, and the folder below the checkout in which it is typed. */
export interface OwnCommand {
  readonly folder: string;
  readonly argv: readonly [program: string, ...args: string[]];
}

/** What is compared; each has the commands that give the result of the repository itself. */
export const SUBJECTS = ['pytest', 'cargo-test', 'lint', 'types', 'wheel'] as const;
export type Subject = (typeof SUBJECTS)[number];
export type Step = 'setup' | Subject;
export type OwnCommands = Readonly<Record<Step, readonly OwnCommand[]>>;

/** Where the wheels of the repository's own command are put, below its copy. */
export const OWN_WHEELS = '.own-wheels';

/**
 * The commands that the files of a repository suggest. A guess: Makefiles, noxfiles and workflows
 * are not read, so a flag can replace each of them.
 */
export function guessCommands(shape: Shape): OwnCommands {
  return {
    setup: setup(shape),
    pytest: pytestFolders(shape).map((folder) => ({ folder, argv: ['python', '-m', 'pytest'] })),
    'cargo-test': shape.cargoRoots.map((folder) => ({
      folder,
      argv: ['cargo', 'test', '--workspace', '--no-fail-fast'],
    })),
    lint: shape.configuresRuff ? [{ folder: '.', argv: ['ruff', 'check', '.'] }] : [],
    types: shape.configuresMypy
      ? [{ folder: '.', argv: ['mypy', ...(shape.mypyNamesFiles ? [] : ['.'])] }]
      : [],
    wheel: shape.distributions
      .filter(({ backend }) => backend !== undefined)
      .map((distribution) => wheelOf(distribution)),
  };
}

/** One pytest in the root where it is configured or where the root is a project, else one for each project. */
function pytestFolders({ distributions, configuresPytest }: Shape): readonly string[] {
  const withTests = distributions.filter(({ hasTests }) => hasTests).map(({ folder }) => folder);
  return configuresPytest || withTests.includes('.') ? ['.'] : withTests;
}

function setup(shape: Shape): readonly OwnCommand[] {
  if (shape.uvLocks.includes('.')) {
    const groups = shape.groups.flatMap((group) => ['--group', group]);
    const extras = shape.distributions.some(({ extras }) => extras.length > 0)
      ? ['--all-extras']
      : [];
    return [inRoot('uv', 'sync', '--frozen', '--all-packages', ...groups, ...extras)];
  }
  const editable = shape.distributions
    .filter(({ backend }) => backend !== undefined)
    // setuptools-rust makes an editable extension without optimization, which its authors do not test.
    .flatMap(({ folder, extras, isSetuptoolsRust }) => [
      ...(isSetuptoolsRust ? [] : ['-e']),
      `./${folder}${listed(extras)}`,
    ]);
  const tools = [
    ...(pytestFolders(shape).length > 0 ? ['pytest'] : []),
    ...(shape.configuresRuff ? ['ruff'] : []),
    ...(shape.configuresMypy ? ['mypy'] : []),
    ...shape.distributions.flatMap(({ poetry }) => poetry),
  ];
  const wanted = [...new Set([...editable.filter((each) => each !== '-e'), ...tools])];
  if (wanted.length === 0) return [];
  return [
    inRoot('uv', 'venv', '--quiet', '.venv'),
    inRoot('uv', 'pip', 'install', '--quiet', ...editable, ...new Set(tools)),
  ];
}

function listed(extras: readonly string[]): string {
  return extras.length === 0 ? '' : `[${extras.join(',')}]`;
}

function wheelOf({ folder, maturin }: Distribution): OwnCommand {
  const out = folder === '.' ? OWN_WHEELS : `${folder.replace(/[^/]+/g, '..')}/${OWN_WHEELS}`;
  return maturin === undefined
    ? { folder, argv: ['uv', 'build', '--quiet', '--wheel', '--out-dir', out] }
    : {
        folder,
        argv: ['uv', 'tool', 'run', '--from', maturin, 'maturin', 'build', '--release', '-o', out],
      };
}

function inRoot(program: string, ...args: string[]): OwnCommand {
  return { folder: '.', argv: [program, ...args] };
}
