/** Files that tools of the ecosystem read as well, with what no person writes into them. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { graphSource } from './graph-source.ts';
import { crateText, maturinText, pythonText } from '../testing/hostile.ts';
import { graphOfNx } from '../testing/nx.ts';

let root: string;
let told: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-odd-'));
  told = [];
  jest.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)));
  write('good/pyproject.toml', pythonText('', 'good'));
  write('good/tests/test_good.py', '');
  write('hostile/pyproject.toml', maturinText());
  write('hostile/Cargo.toml', crateText());
  write('hostile/src/lib.rs', '');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string | Buffer): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function link(target: string, path: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const million = 1_000_000;

describe('a file of another tool beside a project', () => {
  // Windows refuses many of these names, and links without a right of their own.
  const onUnix = process.platform === 'win32' ? it.skip.each : it.each;
  onUnix<readonly [string, () => void]>([
    [
      'setup.cfg with prototype sections',
      () => {
        write(
          'hostile/setup.cfg',
          '[__proto__]\npolluted = 1\n[tool:pytest]\n__proto__ = x\nconstructor = y\n',
        );
      },
    ],
    [
      'tox.ini in UTF-16',
      () => {
        write('hostile/tox.ini', utf16('[pytest]\ntestpaths = a\n'));
      },
    ],
    [
      'pytest.ini of null bytes',
      () => {
        write('hostile/pytest.ini', Buffer.alloc(200_000));
      },
    ],
    [
      'pytest.ini with options for testpaths',
      () => {
        write(
          'hostile/pytest.ini',
          '[pytest]\ntestpaths = --rootdir=/ $(touch x) ../../../../etc /etc\n',
        );
      },
    ],
    [
      'requirements that include themselves',
      () => {
        write(
          'hostile/requirements.txt',
          '-r requirements.txt\n-r ../good/../hostile/requirements.txt\n--index-url=https://a:b@evil.example\n',
        );
      },
    ],
    [
      'requirements behind dynamic in a circle',
      () => {
        write(
          'hostile/pyproject.toml',
          '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "hostile"\nversion = "1"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = ["r.txt", "/etc/passwd", "../../../../etc/passwd", "r.txt"] }\n',
        );
        write('hostile/r.txt', '-r r.txt\n--target=/x\nidna\\\n\u202e\n');
      },
    ],
    [
      'uv.toml with prototype keys',
      () => {
        write(
          'uv.toml',
          '__proto__.index-url = "x"\n[pip]\nconstructor = 1\n[[index]]\nurl = "https://a:b@c\\u001b[2J"\n',
        );
        write('hostile/uv.toml', '[[[[');
      },
    ],
    [
      '.cargo/config.toml in a circle of links',
      () => {
        link('config.toml', '.cargo/config.toml');
        link('../.cargo', 'hostile/.cargo');
      },
    ],
    [
      '.cargo/config.toml that includes itself',
      () => {
        write(
          '.cargo/config.toml',
          'include = ["config.toml", "/dev/zero", "../../../../etc/passwd"]\n[build]\ntarget-dir = "$(touch x)"\ntarget = ["--a", "__proto__"]\n[alias]\n__proto__ = "x"\n[env]\nPATH = { value = ".", force = true, relative = true }\n',
        );
      },
    ],
    [
      'rust-toolchain.toml as a device',
      () => {
        link('/dev/zero', 'rust-toolchain.toml');
      },
    ],
    [
      'rust-toolchain of a line of a million',
      () => {
        write('rust-toolchain', 'a'.repeat(million));
        write('rust-toolchain.toml', `[toolchain]\nchannel = "${'\u0430'.repeat(100_000)}"\n`);
      },
    ],
    [
      'pyvenv.cfg of other kinds',
      () => {
        write(
          '.venv/pyvenv.cfg',
          `version = ${'9'.repeat(million)}\r\n__proto__ = 1\nhome = /dev/../../$(x)\n`,
        );
        write('hostile/.venv/pyvenv.cfg', Buffer.alloc(50_000));
      },
    ],
    [
      '.env of another encoding',
      () => {
        write('.env', utf16('LD_PRELOAD=x\n'));
        write('hostile/.env', 'BASH_FUNC_x%%=() { :; }\n__proto__=1\n');
      },
    ],
    [
      'package.json that is no object',
      () => {
        write('hostile/package.json', '[null, {"__proto__": {"polluted": 1}}]');
        write(
          'package.json',
          '{"__proto__": {"polluted": 1}, "name": 1, "workspaces": {"packages": "x"}}',
        );
      },
    ],
    [
      'package.json with a nested name',
      () => {
        write('hostile/package.json', `{"name": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
      },
    ],
    [
      'project.json of null',
      () => {
        write('hostile/project.json', 'null');
      },
    ],
    [
      'project.json with targets that are no table',
      () => {
        write('hostile/project.json', '{"name": "hostile", "targets": [1, null, "x"], "tags": 3}');
      },
    ],
    [
      'project.json with prototype targets',
      () => {
        write(
          'hostile/project.json',
          '{"name": "hostile", "targets": {"__proto__": {"executor": "a:b"}, "constructor": {}, "toString": {"dependsOn": "x"}}}',
        );
      },
    ],
    [
      'nx.json with prototype names',
      () => {
        write(
          'nx.json',
          '{"namedInputs": {"__proto__": ["a"], "constructor": ["b"], "default": 3}, "targetDefaults": {"__proto__": {"cache": true}, "pytest": null}}',
        );
      },
    ],
    [
      'conftest.py of a line of a million',
      () => {
        write(
          'hostile/tests/conftest.py',
          `pytest_plugins = [${'"good.x",'.repeat(million / 10)}\n`,
        );
      },
    ],
    [
      'conftest.py that is a circle',
      () => {
        link('conftest.py', 'hostile/tests/conftest.py');
        link('tests', 'hostile/tests/tests');
      },
    ],
    [
      'build.rs of strings that nothing closes',
      () => {
        write(
          'hostile/build.rs',
          `r${'#'.repeat(100_000)}"\nfn main() { println!("cargo:rerun-if-changed=/dev/zero"); include!(\n`,
        );
      },
    ],
    [
      'build.rs with paths out of the workspace',
      () => {
        write(
          'hostile/build.rs',
          'fn main() { println!("cargo:rerun-if-changed=../../../../etc/passwd"); println!("cargo:rerun-if-env-changed=__proto__"); println!("cargo:rerun-if-changed=$(touch x)\\n::error::a"); }\n',
        );
      },
    ],
    [
      'poetry with tables for everything',
      () => {
        write(
          'hostile/pyproject.toml',
          '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n[tool.poetry]\nname = "hostile"\nversion = "1"\npackages = [{ include = "../../..", from = "/" }, 3]\n[tool.poetry.dependencies]\npython = { version = [] }\n__proto__ = { path = "../good" }\ngood = { path = "../../../../..", develop = true }\n[tool.poetry.group.constructor.dependencies]\n"--target=x" = "*"\n',
        );
      },
    ],
    [
      'poetry.lock of a megabyte of brackets',
      () => {
        write('hostile/poetry.lock', '['.repeat(million));
        write('poetry.lock', utf16('[[package]]'));
      },
    ],
    [
      'names of files that are code for a shell',
      () => {
        for (const name of [
          '-rf',
          '$(touch x).py',
          'a b.py',
          'a\nb.py',
          '`x`.py',
          '::error::a.py',
          '\u202ecod.py',
          '\u0430.py',
          '*.py',
          '[z-a].py',
          '{a,b}.py',
          '!x.py',
          '..py',
          '%s.py',
        ])
          write(`hostile/${name}`, 'import good\n');
      },
    ],
    [
      'folders of projects with such names',
      () => {
        for (const name of [
          '-rf',
          '$(touch x)',
          'a b',
          '{a,b}',
          '[z-a]',
          '!x',
          '\u0440\u0443',
          '*',
          '%s',
          '__proto__',
          'constructor',
        ])
          write(
            `odd/${name}/pyproject.toml`,
            pythonText('', `p${String(name.length)}${name.replaceAll(/\W/g, '')}x`),
          );
      },
    ],
    [
      'two projects whose names look alike',
      () => {
        write('one/pyproject.toml', pythonText('', 'g\u043eod'));
        write('two/pyproject.toml', pythonText('', 'ｇood'));
      },
    ],
    [
      'CRLF, a mark and no end of line everywhere',
      () => {
        for (const name of ['pyproject.toml', 'Cargo.toml'])
          write(
            `hostile/${name}`,
            `\uFEFF${name === 'Cargo.toml' ? crateText() : maturinText()}`
              .replaceAll('\n', '\r\n')
              .trimEnd(),
          );
        write('hostile/pytest.ini', '\uFEFF[pytest]\r\ntestpaths = tests');
      },
    ],
    [
      'lone carriage returns in a manifest',
      () => {
        write('hostile/Cargo.toml', crateText().replaceAll('\n', '\r'));
      },
    ],
    [
      'manifests of null bytes',
      () => {
        write('hostile/Cargo.toml', Buffer.alloc(100_000));
        write('hostile/pyproject.toml', Buffer.alloc(100_000));
      },
    ],
    [
      'a manifest that is a link to itself',
      () => {
        rmSync(join(root, 'hostile/Cargo.toml'));
        link('Cargo.toml', 'hostile/Cargo.toml');
      },
    ],
    [
      'a manifest behind another project',
      () => {
        rmSync(join(root, 'hostile/pyproject.toml'));
        link('../good/pyproject.toml', 'hostile/pyproject.toml');
      },
    ],
    [
      'ignore files of other kinds',
      () => {
        write('hostile/.gitignore', utf16('*\n'));
        write('hostile/.nxignore', Buffer.alloc(100_000));
        write('good/.gitignore', `\\\n!\n!!\n/\n//\n**\\\n[\n[!\n${'\\'.repeat(99_999)}\n`);
      },
    ],
    [
      'a stub and a marker of odd kinds',
      () => {
        write('hostile/python/hostile/__init__.py/x', '');
        write('hostile/hostile.pyi/x', '');
        link('/dev/zero', 'hostile/py.typed');
      },
    ],
    [
      'mypy.ini that names itself',
      () => {
        write(
          'hostile/mypy.ini',
          '[mypy]\nfiles = $MYPY_CONFIG_FILE_DIR, mypy.ini, /dev/zero, **/**/**/**\nmypy_path = ../../../../..\nplugins = __proto__\n',
        );
      },
    ],
    [
      'ruff.toml that extends in a circle',
      () => {
        write('hostile/ruff.toml', 'extend = "ruff.toml"\n');
        write('ruff.toml', 'extend = "hostile/../ruff.toml"\n');
        write('good/ruff.toml', 'extend = "/dev/zero"\n');
      },
    ],
    [
      'pyrightconfig.json in a circle',
      () => {
        write(
          'hostile/pyrightconfig.json',
          '{"extends": "./pyrightconfig.json", "include": ["__proto__", 3, null], "executionEnvironments": {"a": 1}}',
        );
      },
    ],
  ])('harms nothing, whatever it has: %s', async (_name, make) => {
    make();
    const started = process.cpuUsage();
    const found = await graphOfNx(graphSource(), root);
    const { user, system } = process.cpuUsage(started);
    expect(found.projects['good']?.targets['develop']?.executor).toBe('pyo3:develop');
    expect(Object.keys(found.projects)).toContain('hostile');
    expect(told.join('\n')).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u202e\u2028]|^\s*::|a:b@|defect/m,
    );
    expect(new Set(told).size).toBe(told.length);
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});

describe('settings that are none', () => {
  it.each([
    [
      'tox.ini',
      utf16('[pytest]\ntestpaths = a\n'),
      'settings/tox.ini:1: The file has null characters',
    ],
    ['pytest.ini', Buffer.alloc(2000), 'settings/pytest.ini:1: The file has null characters'],
    ['setup.cfg', '[a]\nx = \0\n', 'settings/setup.cfg:2: The file has null characters'],
    ['ruff.toml', 'x = \n', 'settings/ruff.toml:1:'],
    ['pytest.toml', '= 1\n', 'settings/pytest.toml:1:'],
  ])('are named once, and cost no project: %s', async (file, text, message) => {
    write(`settings/${file}`, text);
    // A message is printed once for each process, so the folder is one that no other test has.
    write('settings/pyproject.toml', pythonText('', 'settings'));
    write('settings/tests/test_a.py', '');
    const found = await graphOfNx(graphSource(), root);
    expect(Object.keys(found.projects)).toEqual(expect.arrayContaining(['good', 'settings']));
    expect(found.projects['settings']?.targets['develop']?.executor).toBe('pyo3:develop');
    expect(told.join('\n').split(message)).toHaveLength(2);
  });
});
