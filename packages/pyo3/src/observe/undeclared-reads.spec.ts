import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { parseTraces } from './python-trace.ts';
import { undeclaredReads, type ReadScene } from './undeclared-reads.ts';

const files = {
  '.gitignore': '_version.py\n*.so\n/made/\n',
  'conftest.py': '',
  'pyproject.toml': '',
  'data/x.json': '',
  'tools/helper.py': '',
  'libs/a/pyproject.toml': '',
  'libs/a/src/a/_version.py': '',
  'libs/a/src/a/_a.abi3.so': '',
  'libs/a/tests/test_a.py': '',
  'libs/b/pyproject.toml': '',
  '.venv/pyvenv.cfg': '',
  '.venv/lib/x.py': '',
  'target/CACHEDIR.TAG': '',
  'target/debug/x': '',
  'dist/a.whl': '',
};

/** What the task `libs/a:pytest` has read beside its own files, which are its inputs. */
function reads(records: readonly string[], scene: Partial<ReadScene> = {}) {
  const trace = parseTraces([['s3.12', ...records].join('\0')]);
  return undeclaredReads(trace, {
    workspaceRoot: '/ws',
    calledRoot: '/ws',
    projectRoot: 'libs/a',
    reader: memoryReader(files),
    hashed: {
      hasFile: (path) => path.startsWith('libs/a/'),
      hasIgnored: () => false,
      isOutput: (path) => path.startsWith('dist/'),
      places: [],
      variables: new Set(),
    },
    realPath: (path) => path,
    ...scene,
  });
}

const none = { files: [], globs: [], ignored: [], git: [], outside: [] };

describe('what a task reads and its key does not hold', () => {
  it.each<readonly [string, readonly string[], object]>([
    ['a file elsewhere in the repository', ['r/ws/data/x.json'], { files: ['data/x.json'] }],
    ['a file that does not exist there', ['r/ws/data/y.json'], { files: ['data/y.json'] }],
    ['a folder that was listed', ['l/ws/data'], { globs: ['data/*'] }],
    [
      'a file and a folder with letters that mean something in a glob',
      ['r/ws/data/[a] {b}.txt', 'l/ws/da*ta'],
      { files: ['data/[a] {b}.txt'], globs: ['da?ta/*'] },
    ],
    [
      'a folder from which a module was taken',
      ['m/ws/tools', 'r/ws/tools/helper.py'],
      { files: ['tools/helper.py'], globs: ['tools/*.py'] },
    ],
    [
      'a file of its own that git ignores',
      ['r/ws/libs/a/src/a/_version.py'],
      { ignored: ['libs/a/src/a/_version.py'] },
    ],
    ['a file of git', ['r/ws/.git/HEAD'], { git: ['.git/HEAD'] }],
    [
      'the manifest of another project',
      ['r/ws/libs/b/pyproject.toml'],
      { files: ['libs/b/pyproject.toml'] },
    ],
  ])('is %s', (_, records, expected) => {
    expect(reads(records).undeclared).toEqual({ ...none, ...expected });
  });

  it.each<readonly [string, readonly string[]]>([
    ['its own files', ['r/ws/libs/a/tests/test_a.py', 'l/ws/libs/a/tests']],
    [
      'manifests around it, of which its key has parts',
      ['r/ws/pyproject.toml', 'r/ws/libs/a/pyproject.toml'],
    ],
    ['the environment', ['r/ws/.venv/lib/x.py', 'l/ws/.venv/lib']],
    ['what is marked as a cache', ['r/ws/target/debug/x', 'l/ws/target']],
    ['what tools remember', ['r/ws/libs/a/.pytest_cache/v/x', 'r/ws/.coverage', 'r/ws/.nx/x']],
    ['outputs of tasks', ['r/ws/dist/a.whl']],
    ['its own extension', ['r/ws/libs/a/src/a/_a.abi3.so']],
    ['what it has written itself', ['w/ws/data/out', 'r/ws/data/out/x.txt', 'l/ws/data/out']],
    ['an ignored file that does not exist', ['r/ws/made/x.txt']],
    ['a folder that was opened', ['r/ws/data']],
    ['a folder in which a module was only looked for', ['m/ws/tools']],
    [
      'folders around it in which pytest looks for tests',
      ['m/ws', 'm/ws/libs', 'r/ws/libs/a/tests/test_a.py'],
    ],
    ['what lies outside of the repository', ['r/etc/hosts', 'r/ws-other/x', 'r/ws/..x/../../y']],
  ])('is none of %s', (_, records) => {
    expect(reads(records).undeclared).toEqual(none);
  });

  it('is what a link leads to, in the repository or out of it', () => {
    const links: Readonly<Record<string, string>> = {
      '/ws/libs/a/linked/x.json': '/ws/data/x.json',
      '/ws/libs/a/home/y': '/home/y',
    };
    const realPath = (path: string) => links[path] ?? path;
    const { undeclared } = reads(
      Object.keys(links).map((path) => `r${path}`),
      { realPath },
    );
    expect(undeclared).toEqual({ ...none, files: ['data/x.json'], outside: ['/home/y'] });
  });

  it('is found under both names of a repository that is reached by a link', () => {
    const scene = { calledRoot: '/link', realPath: (path: string) => path.replace('/link', '/ws') };
    const { undeclared } = reads(['r/link/data/x.json', 'r/ws/conftest.py'], scene);
    expect(undeclared.files).toEqual(['conftest.py', 'data/x.json']);
  });

  it('is no ignored file that an input includes', () => {
    const hashed = {
      hasFile: () => false,
      hasIgnored: () => true,
      isOutput: () => false,
      places: [],
      variables: new Set<string>(),
    };
    expect(reads(['r/ws/libs/a/src/a/_version.py'], { hashed }).undeclared).toEqual(none);
  });
});

describe('what counts for a task', () => {
  it('is also what its key has', () => {
    const { counted } = reads(['r/ws/libs/a/tests/test_a.py', 'l/ws/data', 'r/ws/.venv/lib/x.py']);
    expect([...counted]).toEqual(['libs/a/tests/test_a.py', 'data/*']);
  });
});
