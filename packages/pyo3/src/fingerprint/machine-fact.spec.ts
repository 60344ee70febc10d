import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
    answers['ruff'] = 'ruff 0.9.0\n';
    expect(take('ruff')).toBe('null');
    write(`bin/ruff${suffix}`);
    expect(take('ruff')).toBe('"ruff 0.9.0"');
    write(environmentPython('.venv'));
    write(`${programFolder('.venv')}/ruff${suffix}`, 'other');
    answers['ruff'] = 'ruff 0.17.6\n';
    expect(take('ruff')).toBe('"ruff 0.17.6"');
  });

  it('is asked once for a program that has not changed', () => {
    write(`bin/ruff${suffix}`);
    // A file that has just changed may change again within the resolution of its times.
    const now = Date.now();
    const later = jest.spyOn(Date, 'now').mockReturnValue(now + 10_000);
    take('ruff');
    asked = [];
    take('ruff');
    later.mockRestore();
    expect(asked).toEqual([]);
    write(`bin/ruff${suffix}`, 'another one');
    take('ruff');
    expect(asked).toEqual(['ruff --version']);
  });
});

describe('the version of nextest', () => {
  it('is that of the program that cargo starts', () => {
    expect(take('nextest')).toBe('null');
    write(`bin/cargo-nextest${suffix}`);
    answers['cargo-nextest nextest --version'] = 'cargo-nextest 0.9.148 (abc)\nrelease: 0.9.148\n';
    expect(take('nextest')).toBe('"cargo-nextest 0.9.148 (abc)"');
  });
});

describe('the compilers of C', () => {
  it('are those that the variables name', () => {
    answers['cc'] = 'cc 12\nmore\n';
    answers['gcc-13'] = 'gcc 13\n';
    write(`bin/cc${suffix}`);
    write(`bin/gcc-13${suffix}`);
    expect(take('cc')).toBe('["cc 12",null,null]');
    expect(take('cc', { CC: 'gcc-13' })).toBe('["gcc 13",null,null]');
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
