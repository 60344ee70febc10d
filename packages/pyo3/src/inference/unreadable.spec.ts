import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { crateText, maturinText, pythonText, type Files } from '../testing/hostile.ts';
import { makeGraph, nothingRemembered } from './make-graph.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-unreadable-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const extension = '[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.28"\n';
const setuptools = '[build-system]\nrequires = ["setuptools", "setuptools-rust"]\n';
const files: Files = {
  'good/pyproject.toml': pythonText('', 'good'),
  'good/good/__init__.py': '',
  'maturin/Cargo.toml': crateText(extension),
  'maturin/pyproject.toml': maturinText('[tool.maturin]\npython-source = "python"\n'),
  'maturin/src/lib.rs': '#[test]\nfn a() {}\n',
  'maturin/build.rs': 'fn main() {}\n',
  'maturin/python/hostile/__init__.py': '',
  'maturin/python/hostile/_hostile.pyi': '',
  'maturin/tests/test_it.py': 'import good\n',
  'maturin/Cargo.lock': 'version = 4\n',
  'maturin/.venv/pyvenv.cfg': 'version = 3.13.1\n',
  '.venv/pyvenv.cfg': 'version = 3.13.1\n',
  'scripted/setup.py': 'from setuptools import setup\nsetup()\n',
  'scripted/setup.cfg': '[metadata]\nname = scripted\nversion = 1\n',
  'dynamic/pyproject.toml': `${setuptools}[project]\nname = "dynamic"\nversion = "1"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = ["r.txt"] }\n[[tool.setuptools-rust.ext-modules]]\ntarget = "dynamic._dynamic"\n`,
  'dynamic/Cargo.toml': crateText(extension),
  'dynamic/r.txt': '-r r.txt\n--index-url https://user:password@host/simple\ngood\n',
};

function write(): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A new process makes the graph. */
function made() {
  const manifests = Object.keys(files).filter((file) =>
    /\/((Cargo|pyproject)\.toml|setup\.py)$/.test(file),
  );
  const request = { workspaceRoot: root, files: manifests, options: {} };
  return makeGraph(request, nothingRemembered(root));
}

const replacements: readonly (readonly [string, (path: string) => void])[] = [
  ['a folder', (path) => void mkdirSync(path)],
  [
    'a link to itself',
    (path) => {
      symlinkSync(basename(path), path);
    },
  ],
  [
    'a file of 65 MiB',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 65 * 1024 * 1024);
    },
  ],
];

describe('a file that the graph is made with', () => {
  it.each(replacements)(
    'costs at most its own project, whichever it is, as %s',
    async (_kind, make) => {
      write();
      const { observations } = await made();
      const texts = observations.texts.map(({ path }) => path);
      const own = texts.filter((path) => !path.startsWith('good/') && !path.startsWith('..'));
      expect(own).toEqual(
        expect.arrayContaining(['maturin/Cargo.lock', 'maturin/.venv/pyvenv.cfg', 'dynamic/r.txt']),
      );
      for (const path of own) {
        rmSync(root, { recursive: true });
        write();
        rmSync(join(root, path), { force: true });
        mkdirSync(dirname(join(root, path)), { recursive: true });
        make(join(root, path));
        const { graph } = await made();
        const good = graph.nodes.flatMap(([, { projects = {} }]) => projects['good'] ?? []);
        const [executor] = good.map(({ targets }) => targets?.['develop']?.executor);
        expect([path, executor]).toEqual([path, 'pyo3:develop']);
        expect(graph.errors.join('\n')).not.toMatch(/defect of the plugin|password/);
      }
    },
    60_000,
  );
});
