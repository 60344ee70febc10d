import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { foundPythons } from './found-pythons.ts';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('the interpreters of this machine', () => {
  let root: string;
  let asked: string[];
  const answers = new Map<string, object>();
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pythons-'));
    asked = [];
    answers.clear();
    add('bin/python3.12', { version: [3, 12, 4] });
    add('bin/python3', { version: [3, 12, 4] });
    add('bin/pypy3.11', { implementation: 'pypy', version: [3, 11, 13] });
    // It does not start: pyenv has not chosen this version here.
    add('shims/python3.13', { version: [3, 13, 0] });
    add('bin/python3.9', {});
    add('pyenv/versions/3.11.2/bin/python3', { version: [3, 11, 2] });
    add('pyenv/versions/3.11.12/bin/python3', { version: [3, 11, 12] });
    add('uv/cpython-3.14.0t-linux/bin/python3', { version: [3, 14, 0], isFreeThreaded: true });
    // Neither maturin nor pyo3 supports it.
    add('uv/cpython-3.13.0t-linux/bin/python3', { version: [3, 13, 0], isFreeThreaded: true });
    add('pyenv/versions/3.7.1/bin/python3', { version: [3, 7, 1] });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are one for each ABI: of the PATH first, then the newest patch release', () => {
    expect(found()).toEqual([
      'cpython 3.11 of pyenv/versions/3.11.12/bin/python3',
      'cpython 3.12 of bin/python3.12',
      'cpython 3.14t of uv/cpython-3.14.0t-linux/bin/python3',
      'pypy pypy3.11 of bin/pypy3.11',
    ]);
    expect(asked.join()).not.toContain('shims');
  });

  it('are of one architecture each, which a universal build of macOS does not name', () => {
    add('bin/python3.11', { version: [3, 11, 9], platform: 'macosx-10.9-universal2' });
    const pythons = search();
    const archs = pythons.map(({ python, arch }) => `${python.name} ${arch ?? 'any'}`);
    expect(archs).toEqual(
      expect.arrayContaining(['3.11 any', '3.11 x86_64', '3.12 x86_64', '3.14t x86_64']),
    );
  });

  function found(): readonly string[] {
    return search().map(
      ({ python, executable }) =>
        `${python.kind} ${python.name} of ${executable.slice(root.length + 1)}`,
    );
  }

  function search() {
    const env = {
      PATH: [join(root, 'shims'), join(root, 'bin')].join(':'),
      PYENV_ROOT: join(root, 'pyenv'),
      UV_PYTHON_INSTALL_DIR: join(root, 'uv'),
    };
    return foundPythons({
      root,
      env,
      ask: (program) => {
        asked.push(program);
        const facts = answers.get(program);
        return facts === undefined ? undefined : `printed by a .pth file\n${JSON.stringify(facts)}`;
      },
    });
  }

  function add(path: string, facts: object): void {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    const usual = { implementation: 'cpython', isFreeThreaded: false, platform: 'linux-x86_64' };
    if ('version' in facts) answers.set(file, { ...usual, ...facts });
  }
});
