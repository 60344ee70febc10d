import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { graphSource } from './graph-source.ts';
import { graphOfNx } from '../testing/nx.ts';

let root: string;
let told: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-robust-'));
  told = [];
  jest.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)));
  write('good/Cargo.toml', crate('good', 'used.path = "../used"'));
  write('used/Cargo.toml', crate('used'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function crate(name: string, ...dependencies: readonly string[]): string {
  return `[package]\nname = "${name}"\nversion = "1.0.0"\n\n[dependencies]\n${dependencies.join('\n')}\n`;
}

function python(name: string, ...dependencies: readonly string[]): string {
  const needs = dependencies.map((one) => `"${one}"`).join(', ');
  return `[project]\nname = "${name}"\nversion = "1"\ndependencies = [${needs}]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;
}

/** By a process without a daemon, by the daemon, and by the next process: always the same. */
async function graph() {
  const daemon = graphSource();
  const first = await graphOfNx(daemon, root);
  expect(await graphOfNx(daemon, root)).toEqual(first);
  expect(await graphOfNx(graphSource(), root)).toEqual(first);
  return first;
}

/** The projects whose every target fails with a message. */
function brokenIn({ projects }: Awaited<ReturnType<typeof graph>>): readonly string[] {
  return Object.keys(projects).filter((name) =>
    Object.values(projects[name]?.targets ?? {}).every(
      ({ executor }) => executor === 'pyo3:broken',
    ),
  );
}

describe('a file that cannot be used', () => {
  it.each<readonly [string, () => void]>([
    ['a Cargo.toml that is no TOML', () => write('bad/Cargo.toml', '[package\nname = "bad"\n')],
    ['a pyproject.toml that is no TOML', () => write('bad/pyproject.toml', 'name = \n')],
    ['a Cargo.toml without a name', () => write('bad/Cargo.toml', '[package]\nversion = "1"\n')],
    ['a name that is no text', () => write('bad/pyproject.toml', '[project]\nname = 1\n')],
    [
      'a folder in the place of a manifest',
      () => mkdirSync(join(root, 'bad/Cargo.toml'), { recursive: true }),
    ],
    [
      'a maturin project without a crate',
      () =>
        write(
          'bad/pyproject.toml',
          '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n',
        ),
    ],
    ['a manifest of zeros', () => write('bad/Cargo.toml', '\0'.repeat(100))],
  ])('costs its own project: %s', async (_file, spoil) => {
    spoil();
    const found = await graph();
    expect(Object.keys(found.projects).sort()).toEqual(['bad', 'good', 'used']);
    expect(brokenIn(found)).toEqual(['bad']);
    expect(found.edges).toEqual(['good -> used']);
    expect(told.join('\n')).toContain('bad/');
  });

  it.each<readonly [string, () => void]>([
    ['an empty pyproject.toml', () => write('other/pyproject.toml', '')],
    ['an empty Cargo.toml', () => write('other/Cargo.toml', '')],
    [
      'settings of tools only',
      () => write('other/pyproject.toml', '[tool.ruff]\nline-length = 99\n'),
    ],
    [
      'members that match nothing',
      () => write('Cargo.toml', '[workspace]\nmembers = ["x/*", "[", "good", "used"]\n'),
    ],
    [
      'uv members that match nothing',
      () => write('pyproject.toml', '[tool.uv.workspace]\nmembers = ["x/*", "["]\n'),
    ],
    ['a template', () => write('other/Cargo.toml', '[package]\nname = "{{project-name}}"\n')],
    ['a lock that is no TOML', () => write('good/Cargo.lock', '[[package]\n')],
    ['a uv.lock that is no TOML', () => write('uv.lock', '[[package]\n')],
    ['a package.json that is none', () => write('good/package.json', '{')],
    ['an ignore file with a pattern that is none', () => write('.gitignore', '[z-a]\n**/**/\\\n')],
    ['a Python file that is none', () => write('good/x.py', 'def (:\n\0import')],
  ])('is no project and harms none: %s', async (_file, add) => {
    add();
    const found = await graph();
    expect(Object.keys(found.projects).sort()).toEqual(['good', 'used']);
    expect(brokenIn(found)).toEqual([]);
    expect(found.edges).toEqual(['good -> used']);
  });

  it('of a workspace costs who is in it, with the place', async () => {
    write('ws/Cargo.toml', '[workspace]\nmembers = ["a"]\n[workspace.package\n');
    write('ws/a/Cargo.toml', crate('a'));
    expect(brokenIn(await graph())).toContain('a');
    expect(brokenIn(await graph())).not.toContain('good');
    expect(told.join('\n')).toContain('ws/Cargo.toml:3');
  });
});

describe('a text', () => {
  it.each<readonly [string, (text: string) => string]>([
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with comments before CRLF', (text) => text.replaceAll('\n', ' # x\r\n')],
    ['of TOML 1.1', (text) => `${text}x = {\n  optional = true,\n  version = "1",\n}\n`],
    ['without a last line end', (text) => text.trimEnd()],
  ])('is read %s', async (_kind, change) => {
    write('good/Cargo.toml', change(crate('good', 'used.path = "../used"')));
    const found = await graph();
    expect(brokenIn(found)).toEqual([]);
    expect(found.edges).toEqual(['good -> used']);
  });
});

describe('a path', () => {
  it.each([
    'with spaces',
    'größe',
    'ライブラリ',
    "o'brien & (co)",
    'a,b',
    '__proto__',
    'constructor',
    '-x',
  ])('may be "%s"', async (name) => {
    write(`${name}/a/Cargo.toml`, crate('a', 'used.path = "../../used"'));
    write(`${name}/b/pyproject.toml`, python('b', 'c'));
    write(`${name}/b/b/__init__.py`, 'import d\n');
    write(`${name}/c/pyproject.toml`, python('c'));
    write(`${name}/d/pyproject.toml`, python('d'));
    write(`${name}/d/d/__init__.py`, '');
    const found = await graph();
    expect(found.projects['a']?.root).toBe(`${name}/a`);
    expect(found.edges).toEqual(['a -> used', 'b -> c', 'b -> d', 'good -> used']);
  });

  it('may be a link that leads in a circle, to nothing, or out of the repository', async () => {
    write('py/pyproject.toml', python('py'));
    write('py/py/__init__.py', '');
    symlinkSync('..', join(root, 'py/py/up'));
    symlinkSync('self', join(root, 'py/self'));
    symlinkSync('nowhere', join(root, 'py/tests'));
    symlinkSync(tmpdir(), join(root, 'py/outside'));
    symlinkSync('Cargo.toml', join(root, 'py/Cargo.toml'));
    const found = await graph();
    expect(Object.keys(found.projects).sort()).toEqual(['good', 'py', 'used']);
    expect(found.edges).toEqual(['good -> used']);
  });
});

function useOf(index: number): string {
  return `lib${String(index)}.path = "../lib${String(index)}"`;
}

describe('a large repository', () => {
  it('has 1,000 members of a workspace', async () => {
    write('Cargo.toml', '[workspace]\nmembers = ["libs/*", "good", "used"]\n');
    for (let index = 0; index < 1000; index += 1) {
      const before = index === 0 ? [] : [useOf(Math.floor((index - 1) / 2))];
      write(`libs/lib${String(index)}/Cargo.toml`, crate(`lib${String(index)}`, ...before));
    }
    const found = await graphOfNx(graphSource(), root);
    expect(Object.keys(found.projects)).toHaveLength(1002);
    expect(found.edges).toHaveLength(1000);
    expect(found.edges).toContain('lib999 -> lib499');
  }, 60_000);

  it('has locks of 4 MB', async () => {
    const packages = Array.from({ length: 19_000 }, (_, index) => {
      const next = index % 10 === 9 ? [] : [`dependencies = [\n "p${String(index + 1)}",\n]\n`];
      return `[[package]]\nname = "p${String(index)}"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${String(index).padStart(64, '0')}"\n${next.join('')}`;
    });
    const own =
      '[[package]]\nname = "good"\nversion = "1.0.0"\ndependencies = [\n "p0",\n "used",\n]\n\n[[package]]\nname = "used"\nversion = "1.0.0"\n';
    const lock = ['version = 4\n', own, ...packages].join('\n');
    expect(lock.length).toBeGreaterThan(3.5e6);
    write('good/Cargo.lock', lock);
    write('good/Cargo.toml', crate('good', 'p0 = "1"', 'used.path = "../used"'));
    const found = await graphOfNx(graphSource(), root);
    expect(found.edges).toContain('good -> cargo:p0@1.0.0');
    expect(found.edges).toContain('cargo:p0@1.0.0 -> cargo:p1@1.0.0');
    expect(found.externalNodes.length).toBeGreaterThanOrEqual(19_000);
  }, 60_000);
});
