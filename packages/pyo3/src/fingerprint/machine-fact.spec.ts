import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MachineFact } from '../project/folder/machine-fact.ts';
import { machineFact } from './machine-fact.ts';
import { environmentPython, programFolder } from '../environment/virtual-environment.ts';

const suffix = process.platform === 'win32' ? '.EXE' : '';
const lib = process.platform === 'win32' ? 'Lib/site-packages' : 'lib/python3.12/site-packages';
let root: string;
let asked: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-fact-'));
  asked = [];
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), 0o755);
}

const answers: Record<string, string> = {};
function take(fact: MachineFact, env: Record<string, string> = {}): string {
  const paths = { PATH: join(root, 'bin'), PATHEXT: '.EXE', ...env };
  const text = machineFact(fact, root, paths, {}, (program, args) => {
    const name = program.split(/[/\\]/).at(-1)?.replace('.EXE', '') ?? '';
    asked.push([name, ...args].join(' '));
    return answers[[name, ...args].join(' ')] ?? answers[name];
  });
  expect(text).not.toContain(root);
  return text;
}

describe('installed distributions', () => {
  beforeEach(() => {
    write(environmentPython('.venv'));
    write(`.venv/${lib}/numpy-2.0.dist-info/METADATA`);
  });

  it('change the fact when one is installed, removed or upgraded', () => {
    const before = take('python');
    write(`.venv/${lib}/mypy-1.0.dist-info/METADATA`);
    const after = take('python');
    expect(after).not.toBe(before);
    rmSync(join(root, `.venv/${lib}/mypy-1.0.dist-info`), { recursive: true });
    expect(take('python')).toBe(before);
  });

  it('do not change it when a project of the repository is installed', () => {
    const before = take('python');
    write(`.venv/${lib}/own-1.0.dist-info/direct_url.json`, '{"dir_info": {"editable": true}}');
    expect(take('python')).toBe(before);
  });

  it("are those of projects' own environments, too", () => {
    write('.nx/workspace-data/pyo3/projects.json', '["libs/a"]');
    write(environmentPython('libs/a/.venv'));
    const before = take('python');
    write(`libs/a/.venv/${lib}/numpy-2.0.dist-info/METADATA`);
    expect(take('python')).not.toBe(before);
  });
});

describe('the version of ruff', () => {
  it('is that of the environment, else of the PATH, else not known', () => {
    expect(take('ruff')).toBe('null');
    write(`bin/ruff${suffix}`, 'one');
    const ofPath = take('ruff');
    expect(ofPath).toMatch(/^"[0-9a-f]+"$/);
    write(environmentPython('.venv'));
    write(`${programFolder('.venv')}/ruff${suffix}`, 'two');
    expect(take('ruff')).not.toBe(ofPath);
    write(`.venv/${lib}/ruff-0.17.6.dist-info/METADATA`);
    expect(take('ruff')).toBe('"ruff-0.17.6.dist-info"');
  });

  it('is another one for a program with other contents, and read once while it does not change', () => {
    write(`bin/ruff${suffix}`, 'one');
    // A file that has just changed may change again within the resolution of its times.
    const now = Date.now();
    const later = jest.spyOn(Date, 'now').mockReturnValue(now + 10_000);
    const before = take('ruff');
    expect(readFileSync(join(root, '.nx/workspace-data/pyo3/facts.json'), 'utf8')).toContain(
      'ruff',
    );
    later.mockRestore();
    expect(take('ruff')).toBe(before);
    write(`bin/ruff${suffix}`, 'another one');
    expect(take('ruff')).not.toBe(before);
  });
});

describe('a type checker of the PATH', () => {
  it('is known by what is installed beside its script, which holds a path of this machine', () => {
    const script = (path: string) => `#!${path}/bin/python\nfrom mypy import main\n`;
    write('pipx/pyvenv.cfg');
    write(`pipx/${lib}/mypy-1.0.dist-info/METADATA`);
    write(`pipx/bin/mypy${suffix}`, script('/home/a'));
    const path = { PATH: join(root, 'pipx/bin') };
    const before = take('python', path);
    write(`pipx/bin/mypy${suffix}`, script('/home/b'));
    expect(take('python', path)).toBe(before);
    rmSync(join(root, `pipx/${lib}/mypy-1.0.dist-info`), { recursive: true });
    write(`pipx/${lib}/mypy-1.1.dist-info/METADATA`);
    expect(take('python', path)).not.toBe(before);
  });

  it('of npm is known by the package.json beside its script', () => {
    write('npm/package.json', '{"version": "1.1.400"}');
    write(`npm/index${suffix}`, '#!/usr/bin/env node\n');
    write(`bin/pyright${suffix}`);
    rmSync(join(root, `bin/pyright${suffix}`));
    symlinkSync(join(root, `npm/index${suffix}`), join(root, `bin/pyright${suffix}`));
    const before = take('python');
    write('npm/package.json', '{"version": "1.1.401"}');
    expect(take('python')).not.toBe(before);
  });

  it('behind a shim is known by all versions and by what chooses among them', () => {
    write(`pyenv/shims/mypy${suffix}`, '#!/bin/sh\nexec pyenv exec mypy\n');
    write(`pyenv/versions/3.12.1/${lib}/mypy-1.0.dist-info/METADATA`);
    const path = { PATH: join(root, 'pyenv/shims') };
    const seen = [take('python', path)];
    write(`pyenv/versions/3.13.0/${lib}/mypy-1.1.dist-info/METADATA`);
    seen.push(take('python', path));
    write('pyenv/version', '3.13.0');
    seen.push(take('python', path));
    write('.python-version', '3.12.1');
    seen.push(take('python', path), take('python', { ...path, PYENV_VERSION: '3.13.0' }));
    expect(new Set(seen).size).toBe(5);
    expect(take('python', path)).toBe(seen[3]);
  });
});

describe('nextest', () => {
  it('is the program that cargo starts, by its content', () => {
    expect(take('nextest')).toBe('null');
    write(`bin/cargo-nextest${suffix}`, 'one');
    const one = take('nextest');
    expect(one).not.toBe('null');
    write(`bin/cargo-nextest${suffix}`, 'another');
    expect(take('nextest')).not.toBe(one);
  });
});

describe('the compilers of C', () => {
  it('are those that the variables name, by their contents', () => {
    write(`bin/cc${suffix}`, 'cc 12');
    write(`bin/gcc-13${suffix}`, 'gcc 13');
    const usual = take('cc');
    expect(usual).toMatch(/^\["[0-9a-f]+",null,null\]$/);
    const named = take('cc', { CC: 'gcc-13' });
    expect(named).not.toBe(usual);
    expect(take('cc', { CC: join(root, `bin/gcc-13${suffix}`) })).toBe(named);
    write(`bin/gcc-13${suffix}`, 'gcc 13.1');
    expect(take('cc', { CC: 'gcc-13' })).not.toBe(named);
  });

  it.each([{ CC: 'ccache gcc-13 -m64' }, { PATH: ['ccache', 'bin'] }])(
    'include the one that a wrapper starts: %j',
    ({ CC = 'gcc-13', PATH = ['bin'] }) => {
      write(`bin/ccache${suffix}`, 'ccache');
      write(`ccache/gcc-13${suffix}`, 'ccache');
      write(`bin/gcc-13${suffix}`, 'gcc 13');
      const env = { CC, PATH: PATH.map((folder) => join(root, folder)).join(delimiter) };
      const before = take('cc', env);
      write(`bin/gcc-13${suffix}`, 'gcc 13.1');
      expect(take('cc', env)).not.toBe(before);
    },
  );
});

describe('a fact of the machine', () => {
  it.each(['cc', 'python', 'ruff'] as const)('starts nothing but git: %s', (fact) => {
    write(environmentPython('.venv'));
    for (const name of ['cc', 'c++', 'clang', 'git', 'mypy', 'pyright', 'ruff']) {
      write(`bin/${name}${suffix}`, name);
      if (name !== 'git') write(`${programFolder('.venv')}/${name}${suffix}`, name);
    }
    take(fact);
    expect(asked.filter((command) => !command.startsWith('git '))).toEqual([]);
  });
});

describe('what Git says', () => {
  beforeEach(() => {
    write(`bin/git${suffix}`);
    answers['git rev-parse HEAD'] = 'c1\n';
    answers['git symbolic-ref --short --quiet HEAD'] = 'main\n';
    answers['git for-each-ref --format=%(refname) %(objectname) refs/tags'] = 'refs/tags/v1 c0\n';
    answers['git status --porcelain --untracked-files=no'] = '';
  });

  it('is the commit and the branch', () => {
    expect(take('git-head')).toBe('["c1","main"]');
  });

  it('is another for another tag and for changes that are not committed', () => {
    const before = take('git-tags');
    answers['git status --porcelain --untracked-files=no'] = ' M a\n';
    const dirty = take('git-tags');
    answers['git for-each-ref --format=%(refname) %(objectname) refs/tags'] = 'refs/tags/v2 c1\n';
    expect(new Set([before, dirty, take('git-tags')]).size).toBe(3);
  });
});
