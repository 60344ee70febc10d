/**
 * Reads that need no input. Each rule is as narrow as its reason; whatever none of them names must be
 * an input of the task.
 */
import { posix } from 'node:path';
import type { Read, Scene } from './scene.ts';

interface Rule {
  readonly reason: string;
  readonly matches: (read: Read, scene: Scene) => boolean;
}

const aside =
  /(^|\/)(node_modules|\.nx|\.nx-pyo3|\.venv|\.git|target|dist|__pycache__|site-packages|\.(mypy|ruff|pytest)_cache|[^/]*\.(egg|dist)-info)(\/|$)/;
const manifest = /(^|\/)(Cargo\.toml|Cargo\.lock|pyproject\.toml|uv\.lock|setup\.py|setup\.cfg)$/;
/** Where cargo looks for what a manifest does not name. */
const placeOfCargo =
  /^(src\/(lib|main)\.rs|src\/bin(\/.*)?|build\.rs|README(\.md|\.txt)?|(tests|benches|examples)(\/.*)?)$/;
const testOfCargo = /^(tests|benches|examples)(\/.*)?$/;

const rules: readonly Rule[] = [
  {
    reason: 'Environments, caches, Git and Nx, and what tasks write.',
    matches: ({ path }) => aside.test(path),
  },
  {
    reason: 'An extension that `develop` has placed: its sources are in the key.',
    matches: ({ path }) => /\.(so|pyd)$/.test(path),
  },
  {
    reason:
      'Each task has its own part of a manifest in its key, and the matrix changes each part. A manifest that appears makes a project, or is read for its settings.',
    matches: ({ path }) => manifest.test(path),
  },
  {
    reason:
      'The plugin looks at times and names, to see whether an input changes while the task runs. It reads ' +
      'ignore files for that, and package.json to know which Nx it runs in.',
    matches: ({ program, deed, path }) =>
      program === 'executor' &&
      (deed !== 'opened' || /(^|\/)(\.gitignore|\.nxignore|package\.json|nx\.json)$/.test(path)),
  },
  {
    reason:
      'Nx lists no file that an ignore file of Git names, so a pattern that takes effect changes the list.',
    matches: ({ path, program }) =>
      posix.basename(path) === '.gitignore' && /^(cargo|maturin|ruff|uv)$/.test(program),
  },
  {
    reason: 'Marks of a repository, whichever version control system has made it.',
    matches: ({ path, deed }) =>
      deed === 'missing' && /(^|\/)(HEAD|\.hg|\.jj|\.gitattributes|\.gitmodules)$/.test(path),
  },
  {
    reason:
      'cargo loads the manifest of each member of the workspace, and looks for its targets. The task ' +
      'compiles or packs no source of this one.',
    matches: ({ path, program }, { crates, used }) => {
      const crate = crates.find((one) => path.startsWith(`${one}/`));
      const isPlace = crate !== undefined && placeOfCargo.test(path.slice(crate.length + 1));
      return program === 'cargo' && isPlace && !used.has(crate);
    },
  },
  {
    reason:
      'cargo compiles tests, benchmarks and examples of the package that it was told to test.',
    matches: ({ task, path, program }, { crates, projectRoot }) => {
      const crate = crates.find((one) => path.startsWith(`${one}/`));
      const isTest = crate !== undefined && testOfCargo.test(path.slice(crate.length + 1));
      const testsOwn = /:(cargo-test|lint|sdist)$/.test(task) && crate === projectRoot;
      return program === 'cargo' && isTest && !testsOwn;
    },
  },
  {
    reason:
      'cargo and uv look for members of the workspace, and ruff for the folders of `src`; a new one is a ' +
      'project of its own.',
    matches: ({ path, deed, program }, { crates, roots }) =>
      deed === 'listed' &&
      /^(cargo|uv|ruff)$/.test(program) &&
      [...crates, ...roots].some((one) => posix.dirname(one) === path),
  },
  {
    reason:
      'ruff reads a folder before it asks whether to go into it, and projects inside the project are ' +
      'excluded: they have a `lint` of their own.',
    matches: ({ path, deed, program }, { roots, projectRoot }) =>
      program === 'ruff' && deed === 'listed' && path !== projectRoot && roots.includes(path),
  },
  {
    reason:
      'pytest makes a collector of each folder on the way from its root to the tests, and asks of each entry ' +
      'whether it is a package or an environment. It goes into none of them but the next on the way.',
    matches: ({ task, path, deed, program }, { projectRoot }) => {
      if (!task.endsWith(':pytest') || program !== 'python') return false;
      const isOnWay = (folder: string) => folder === '.' || projectRoot.startsWith(`${folder}/`);
      if (deed === 'listed') return isOnWay(path);
      const mark = /^(.*\/)?([^/]+)\/(__init__\.py|pyvenv\.cfg|conda-meta\/history)$/.exec(path);
      if (mark === null) return deed === 'asked' && !path.includes('/');
      const entry = `${mark[1] ?? ''}${mark[2] ?? ''}`;
      const isBeside = isOnWay(posix.dirname(entry)) && !isOnWay(entry) && entry !== projectRoot;
      return isBeside || mark[3] !== '__init__.py';
    },
  },
  {
    reason:
      'Folders of other projects, which the environment has at the end of `sys.path`: a new module there ' +
      'replaces none that was found before.',
    matches: ({ path, deed }, { importRoots, projectRoot }) =>
      deed === 'listed' && importRoots.includes(path) && !path.startsWith(projectRoot),
  },
  {
    reason:
      'A linker script names the library, and the linker looks in its working directory first.',
    matches: ({ path, program }) => path === 'libgcc_s.so.1' && /lld|^ld/.test(program),
  },
  {
    reason:
      'ruff sorts imports by whether a module is in a folder of `src`. docs/caching.md names this limit.',
    matches: ({ path, deed, program }) =>
      program === 'ruff' &&
      deed === 'missing' &&
      /^\w+(\.pyi?)?$/.test(posix.basename(path)) &&
      posix.basename(path) !== '__init__.py',
  },
];

/** Why a read needs no input; `undefined` where it needs one. */
export function harmless(read: Read, scene: Scene): string | undefined {
  return rules.find(({ matches }) => matches(read, scene))?.reason;
}
