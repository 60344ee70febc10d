import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { graphSource } from './graph-source.ts';
import {
  crateText,
  fanningOut,
  growing,
  growingLists,
  maturinText,
  pythonFile,
  pythonText,
  uvWorkspace,
  type Files,
} from '../testing/hostile.ts';
import { growingRepositories, leadingOn, nestedProjects } from '../testing/hostile-chains.ts';
import { largeLocks, ordinaryLocks } from '../testing/hostile-locks.ts';
import { graphOfNx } from '../testing/nx.ts';

let root: string;
let told: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-hostile-'));
  told = [];
  jest.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)));
  write({
    'good/pyproject.toml': pythonText('', 'good'),
    'good/good/__init__.py': '',
    'good/tests/test_good.py': 'import good\n',
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function write(files: Files, below = root): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(below, dirname(path)), { recursive: true });
    writeFileSync(join(below, path), text);
  }
}

function at(path: string): string {
  return join(root, path);
}

/**
 * The graph of a new process and of its next one, which reads what the first has kept. The time is that of
 * the CPU: others use the machine as well.
 */
async function graph() {
  const started = process.cpuUsage();
  const found = await graphOfNx(graphSource(), root);
  const { user, system } = process.cpuUsage(started);
  const time = (user + system) / 1000;
  expect(await graphOfNx(graphSource(), root)).toEqual(found);
  const targets = Object.entries(found.projects['good']?.targets ?? {});
  expect(targets.map(([name, { executor }]) => [name, executor])).toEqual(
    expect.arrayContaining([
      ['develop', 'pyo3:develop'],
      ['pytest', 'pyo3:pytest'],
    ]),
  );
  return { ...found, time };
}

/**
 * Milliseconds of CPU. Each of these inputs took more than 20 s, or did not end. Time on the clock is not
 * asserted: a machine that does other work takes many times as long.
 */
const longest = 2000;

// What the graph is made with is loaded before anything is measured.
beforeAll(async () => {
  const empty = mkdtempSync(join(tmpdir(), 'pyo3-hostile-'));
  write(pythonFile('import hostile\n'), empty);
  await graphOfNx(graphSource(), empty);
  rmSync(empty, { recursive: true, force: true });
});

const letters = 'a'.repeat(60);
const stars = `${'*a'.repeat(12)}b`;
const deep = Array.from({ length: 30 }, () => 'a').join('/');

describe('a repository that would cost more than its size', () => {
  it.each<readonly [string, Files]>([
    ['a member pattern of stars', uvWorkspace(stars, letters)],
    ['a member pattern of double stars', uvWorkspace(`${'**/'.repeat(12)}x`, deep)],
    ['a member pattern with a range that is none', uvWorkspace('[z-a]', 'q')],
    [
      'an ignore file of stars',
      {
        ...pythonFile('import hostile\n'),
        'hostile/.gitignore': `${stars}\n`,
        [`hostile/${letters}.py`]: '',
      },
    ],
    [
      'an ignore file of double stars',
      {
        ...pythonFile(''),
        'hostile/.gitignore': `b/${'**/'.repeat(9)}x\n`,
        [`hostile/b/${deep}/y.py`]: '',
      },
    ],
    ['a line of 30 MB in a Python file', pythonFile(`import ${'a'.repeat(30e6)}\n`)],
    [
      '200,000 brackets in a Python file',
      pythonFile(`import hostile\n${'('.repeat(2e5)}${')'.repeat(2e5)}\n`),
    ],
    ['200,000 brackets that nothing closes', pythonFile(`import hostile\n${'['.repeat(2e5)}\n`)],
    [
      '10,000 brackets in a small file',
      pythonFile(`import hostile\n${'('.repeat(5000)}${')'.repeat(5000)}\n`),
    ],
  ])(
    'has its graph at once: %s',
    async (_name, files) => {
      write(files);
      const found = await graph();
      expect(Object.keys(found.projects)).toEqual(expect.arrayContaining(['good', 'hostile']));
      expect(told).toEqual([]);
      expect(found.time).toBeLessThan(longest);
    },
    60_000,
  );

  it.each(Object.entries(fanningOut))('may name each of them twice: %s', async (_name, files) => {
    write(files(100));
    const found = await graph();
    expect(Object.keys(found.projects)).toEqual(expect.arrayContaining(['good', 'hostile']));
    expect(found.time).toBeLessThan(longest);
  });

  it.each(Object.entries(leadingOn))(
    'has its graph at once, however far it leads: %s',
    async (_name, files) => {
      write(files);
      const found = await graph();
      expect(Object.keys(found.projects)).toEqual(expect.arrayContaining(['good', 'hostile']));
      expect(found.time).toBeLessThan(longest);
    },
    60_000,
  );

  it('has projects at most 32 folders deep, and one message names the others', async () => {
    write(nestedProjects(400));
    const found = await graph();
    expect(Object.keys(found.projects)).toHaveLength(33);
    expect(found.time).toBeLessThan(longest);
    const said = told.filter((line) => line.includes('[manifest-unreadable]'));
    expect(said).toEqual([
      expect.stringContaining(
        `hostile/${'a/'.repeat(32)}Cargo.toml: This manifest (and 737 more) is not read: a project must be at most 32 folders deep in the workspace, but it is 33 folders deep.`,
      ),
    ]);
  }, 60_000);

  it('has settings around 200 projects read once', async () => {
    write({ 'tox.ini': `[pytest]\naddopts =\n${'  -q\n'.repeat(4000)}` });
    for (let index = 0; index < 200; index += 1) {
      const name = `p${String(index)}`;
      write({ [`${name}/pyproject.toml`]: pythonText('', name) });
    }
    expect((await graph()).time).toBeLessThan(longest);
  }, 60_000);

  it('may have links that fan out where tests are looked for', async () => {
    write({ 'hostile/pyproject.toml': pythonText() });
    mkdirSync(at('hostile/tests'));
    symlinkSync('.', at('hostile/tests/a'));
    symlinkSync('.', at('hostile/tests/b'));
    const found = await graph();
    expect(found.projects['hostile']?.targets['pytest']).toBeUndefined();
  });

  it('is not looked at behind a link that leads out of it', async () => {
    write({ 'repository/hostile/pyproject.toml': pythonText(), 'outside/deep/test_it.py': '' });
    mkdirSync(at('repository/hostile/tests'));
    symlinkSync(at('outside'), at('repository/hostile/tests/a'));
    const found = await graphOfNx(graphSource(), at('repository'));
    expect(found.projects['hostile']?.targets['pytest']).toBeUndefined();
  });

  it('may have its tests behind a link', async () => {
    write({ 'hostile/pyproject.toml': pythonText(), 'shared/test_it.py': '' });
    symlinkSync('../shared', at('hostile/tests'));
    const found = await graph();
    expect(found.projects['hostile']?.targets['pytest']?.executor).toBe('pyo3:pytest');
  });
});

describe('a file that must not be read', () => {
  const pipe = (path: string) => {
    execFileSync('mkfifo', [at(path)]);
  };
  const device = (path: string) => {
    symlinkSync('/dev/zero', at(path));
  };
  const large = (path: string) => {
    writeFileSync(at(path), '');
    truncateSync(at(path), 65 * 1024 * 1024);
  };
  const onUnix = process.platform === 'win32' ? it.skip.each : it.each;

  const largeManifest = (path: string) => {
    writeFileSync(at(path), `${crateText()}${'# a\n'.repeat(65_536)}`);
  };

  onUnix<readonly [string, (path: string) => void, string]>([
    ['a pipe', pipe, 'pipe'],
    ['a device', device, 'device'],
    ['more than 256 KiB', largeManifest, 'its size is 257 KiB, but the limit is 256 KiB'],
  ])('costs its own project as a manifest: %s', async (_kind, make, reason) => {
    mkdirSync(at('hostile'));
    make('hostile/Cargo.toml');
    const found = await graph();
    const executors = Object.values(found.projects['hostile']?.targets ?? {});
    expect(new Set(executors.map(({ executor }) => executor))).toEqual(new Set(['pyo3:broken']));
    expect(told.join('\n')).toContain('hostile/Cargo.toml: ');
    expect(told.join('\n')).toContain(reason);
  });

  onUnix<readonly [string, (path: string) => void, string]>([
    ['a pipe', pipe, 'pipe'],
    ['a device', device, 'device'],
    ['more than 8 MiB', large, 'the limit is 8 MiB'],
  ])('costs no project as a lock, and is reported once: %s', async (_kind, make, reason) => {
    write({ 'hostile/pyproject.toml': pythonText() });
    make('hostile/uv.lock');
    const found = await graph();
    expect(found.projects['hostile']?.targets['develop']?.executor).toBe('pyo3:develop');
    expect(told).toEqual([expect.stringContaining('hostile/uv.lock: ')]);
    expect(told).toEqual([expect.stringContaining(reason)]);
  });

  it.each(Object.entries(ordinaryLocks))(
    'is read at once as the largest lock of its kind: %s',
    async (_kind, { file, text, size, packages }) => {
      write({ 'hostile/pyproject.toml': maturinText(), 'hostile/Cargo.toml': crateText() });
      write({ [`hostile/${file}`]: text() });
      expect(text().length).toBeGreaterThan(size);
      const found = await graph();
      expect(found.externalNodes.length).toBeGreaterThan(packages);
      expect(told).toEqual([]);
      expect(found.time).toBeLessThan(longest);
    },
    60_000,
  );

  it.each(Object.entries(largeLocks))(
    'costs no project as a large lock, and is reported once, at its line: %s',
    async (_kind, { file, text, line, reason }) => {
      write({ 'hostile/pyproject.toml': maturinText(), 'hostile/Cargo.toml': crateText() });
      write({ [`hostile/${file}`]: text() });
      const found = await graph();
      expect(found.projects['hostile']?.targets['develop']?.executor).toBe('pyo3:develop');
      expect(found.time).toBeLessThan(longest);
      const said = told.filter((text) => text.includes('[toml-syntax]'));
      expect(said).toEqual([expect.stringContaining(`hostile/${file}:${String(line)}:`)]);
      expect(said).toEqual([expect.stringContaining(reason)]);
    },
    60_000,
  );

  onUnix<readonly [string, (path: string) => void]>([
    ['a pipe', pipe],
    ['a device', device],
    ['more than 64 MiB', large],
  ])(
    'is passed by, and named, as an ignore file or settings of a tool: %s',
    async (_kind, make) => {
      write({ 'hostile/pyproject.toml': pythonText() });
      const own = ['m.py', '.gitignore', '.nxignore', 'project.json', 'setup.cfg', 'pytest.ini'];
      for (const name of own) make(`hostile/${name}`);
      // Those of the root are looked for by every project.
      for (const name of ['setup.cfg', 'pytest.ini', 'tox.ini']) make(name);
      const found = await graph();
      expect(found.projects['hostile']?.targets['develop']?.executor).toBe('pyo3:develop');
      const unread = told.filter((line) => line.includes(': The file cannot be read: '));
      const named = unread.map((line) => line.split(':')[0]);
      expect(named).toEqual([
        ...['.gitignore', '.nxignore', 'project.json', 'pytest.ini', 'setup.cfg'].map(
          (name) => `hostile/${name}`,
        ),
        ...['pytest.ini', 'setup.cfg', 'tox.ini', 'hostile/m.py'],
      ]);
    },
  );

  it.each([
    [
      'settings',
      'tox.ini',
      '# a\n'.repeat(65_537),
      'its size is 257 KiB, but the limit is 256 KiB',
    ],
    ['patterns', '.gitignore', '!*1\n'.repeat(2001), 'it has 2001 lines, but the limit is 2000'],
  ])('is named once where it has too many %s', async (_what, name, text, reason) => {
    write({ 'hostile/pyproject.toml': pythonText(), [`hostile/${name}`]: text });
    const found = await graph();
    expect(found.projects['hostile']?.targets['develop']?.executor).toBe('pyo3:develop');
    expect(told).toEqual([
      expect.stringContaining(
        `hostile/${name}: The file cannot be read: ${reason}. [manifest-unreadable]`,
      ),
    ]);
  });

  it('is named once where imports follow after a million characters of a Python file', async () => {
    const long = '#\n'.repeat(600_000);
    write(pythonFile(`import good\n${long}import os\n`));
    write({ 'hostile/harmless.py': `import good\n${long}` });
    const found = await graph();
    expect(found.edges).toContain('hostile -> good');
    expect(told).toEqual([expect.stringContaining('hostile/m.py: Only the first 1,048,576 char')]);
    expect(told).toEqual([expect.stringContaining('[imports-unread]')]);
  });

  it.each([
    ['UTF-16 with a mark', Buffer.from('\uFEFFimport good\n', 'utf16le')],
    ['UTF-16 without one', Buffer.from('import good\n', 'utf16le')],
    ['a null byte', Buffer.from('x = "\0"\nimport good\n')],
  ])('is named once as a Python file that Python rejects: %s', async (kind, bytes) => {
    // A message that was printed once is not printed again by the same process.
    const file = `hostile/${kind.replaceAll(/\W/g, '_')}.py`;
    write(pythonFile(''));
    writeFileSync(at(file), bytes);
    writeFileSync(at('hostile/harmless.py'), Buffer.from('x = 1\n', 'utf16le'));
    await graph();
    expect(told).toEqual([expect.stringContaining(`${file}: This file has null bytes`)]);
    expect(told).toEqual([expect.stringContaining('[imports-unread]')]);
  });

  it('is read as UTF-8 with a mark, and in another encoding that extends ASCII', async () => {
    write(pythonFile('\uFEFFimport good\r\n'));
    writeFileSync(at('hostile/n.py'), Buffer.from('# coding: latin-1\nx = "\xe9"\n', 'latin1'));
    expect((await graph()).edges).toContain('hostile -> good');
    expect(told).toEqual([]);
  });

  it('is named once where ignore files in ignore files are too many', async () => {
    write({ 'hostile/pyproject.toml': pythonText() });
    for (const index of Array(40).keys()) {
      write({ [`hostile/${'d/'.repeat(index)}.gitignore`]: 'x\n' });
    }
    await graph();
    expect(told).toEqual([
      expect.stringContaining(`hostile/${'d/'.repeat(32)}.gitignore: This ignore file and those`),
    ]);
  });

  it('is not a folder that has its name', async () => {
    write({ 'hostile/pyproject.toml': pythonText(), 'rust-toolchain/a': '', 'tox.ini/a': '' });
    await graph();
    expect(told).toEqual([]);
  });
});

describe('a name with a control character', () => {
  const name = 'x\\n::set-output name=a::b\\u001b[2J';
  it.each<readonly [string, string, string, number]>([
    ['a crate', 'Cargo.toml', `[package]\nname = "${name}"\n`, 2],
    ['a library', 'Cargo.toml', crateText(`[lib]\nname = "${name}"\n`), 6],
    ['a feature', 'Cargo.toml', crateText(`[features]\n"${name}" = []\n`), 6],
    ['a dependency', 'Cargo.toml', crateText(`[dependencies]\n"${name}" = "1"\n`), 6],
    ['a distribution', 'pyproject.toml', `[project]\nname = "${name}"\n`, 2],
    [
      'an extra',
      'pyproject.toml',
      pythonText(`[project.optional-dependencies]\n"${name}" = []\n`),
      8,
    ],
    ['a group', 'pyproject.toml', pythonText(`[dependency-groups]\n"${name}" = []\n`), 8],
    ['a module', 'pyproject.toml', maturinText(`[tool.maturin]\nmodule-name = "${name}"\n`), 8],
    [
      'a script',
      'pyproject.toml',
      pythonText(`[project.scripts]\n"${name}" = "hostile:main"\n`),
      8,
    ],
    ['an entry point', 'pyproject.toml', pythonText(`[project.entry-points]\n"${name}" = {}\n`), 8],
    [
      'an entry point in a group',
      'pyproject.toml',
      pythonText(`[project.entry-points.a]\n"${name}" = "b:c"\n`),
      8,
    ],
    ['a feature in a feature', 'Cargo.toml', crateText(`[features]\na = ["${name}"]\n`), 6],
    ['a C1 control character', 'Cargo.toml', crateText('links = "a\\u0085"\n'), 5],
    ['a program', 'Cargo.toml', crateText(`[[bin]]\nname = "${name}"\n`), 6],
    ['a profile', 'Cargo.toml', crateText(`[profile."${name}"]\n`), 5],
    ['a line separator', 'Cargo.toml', '[package]\nname = "x\\u2028"\n', 2],
  ])('is an error at its line, and is printed without it: %s', async (kind, file, text, line) => {
    // A message that was printed once is not printed again by the same process.
    const folder = kind.replaceAll(' ', '-');
    write({ [`${folder}/${file}`]: text });
    const found = await graph();
    expect(Object.keys(found.projects)).toHaveLength(2);
    const said = told.join('\n');
    expect(said).toContain(`${folder}/${file}:${String(line)}:`);
    expect(said).toContain('contains a control character');

    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]|^\s*::/m);
  });

  const onUnix = process.platform === 'win32' ? it.skip : it;
  onUnix('does not begin a line where a folder has it', async () => {
    const folder = 'x\n::warning::a\u001b[2J';
    write({ [`${folder}/Cargo.toml`]: '[package]\nversion = "1"\n', '::error::b/Cargo.toml': '[' });
    const found = await graph();
    expect(Object.keys(found.projects).join('')).not.toMatch(/\p{Cc}/u);

    expect(told.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|^\s*::/m);
  });
});

describe('a text that is twice as long', () => {
  const timed = async (files: Files): Promise<number> => {
    const folder = mkdtempSync(join(tmpdir(), 'pyo3-growing-'));
    try {
      write(files, folder);
      const started = process.cpuUsage();
      await graphOfNx(graphSource(), folder);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  /** Milliseconds of CPU of the best of several runs: others use the machine as well. */
  const best = async (files: Files, first?: number): Promise<number> =>
    Math.min(first ?? (await timed(files)), await timed(files), await timed(files));
  /** Milliseconds of CPU below which what does not depend on the text decides. */
  const floor = 400;
  /** Whether one of some rounds keeps the bound: a busy machine costs CPU too, but not each time. */
  const inProportion = async (
    once: Files,
    twice: Files,
    times = 2.5,
    rounds = 4,
  ): Promise<boolean> => {
    const first = await timed(twice);
    // However long the shorter one takes, the bound is not lower.
    if (first < floor) return true;
    const bound = Math.max(times * (await best(once)), floor);
    if ((await best(twice, first)) < bound) return true;
    return rounds > 1 && inProportion(once, twice, times, rounds - 1);
  };
  const letters = Object.entries(growing).map(([name, make]) => [name, make, 50_000] as const);
  const lists = Object.entries(growingLists).map(([name, make]) => [name, make, 2000] as const);

  it.each([...letters, ...lists])(
    'costs at most 2.5 times as much: %s',
    async (_name, make, size) => {
      expect(await inProportion(make(size), make(2 * size))).toBe(true);
    },
    120_000,
  );

  // The inputs of each project name all that it uses, so that what Nx is told of a chain grows fourfold.
  it.each(Object.entries(growingRepositories))(
    'costs at most 3.5 times as much: %s',
    async (_name, make) => {
      expect(await inProportion(make(150), make(300), 3.5)).toBe(true);
    },
    120_000,
  );
});
