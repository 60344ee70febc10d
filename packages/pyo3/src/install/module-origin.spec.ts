import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { moduleOrigin, sitePath } from './module-origin.ts';
import { shadowedModule } from './shadowed-module.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-origin-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('a module', () => {
  it.each([
    ['a package', ['x/a/__init__.py', 'y/a/__init__.py'], 'a', 'x/a'],
    ['a file', ['x/a.py'], 'a', 'x/a.py'],
    [
      'an extension',
      ['x/a.cpython-311-x86_64-linux-gnu.so'],
      'a',
      'x/a.cpython-311-x86_64-linux-gnu.so',
    ],
    ['a package after a folder of the same name', ['x/a/data.txt', 'y/a/__init__.py'], 'a', 'y/a'],
    ['in a namespace', ['x/ns/a.py', 'y/ns/b/__init__.py'], 'ns.b', 'y/ns/b'],
    ['nowhere', ['x/b.py'], 'a', undefined],
    [
      'nowhere, behind a package that hides it',
      ['x/ns/__init__.py', 'y/ns/b.py'],
      'ns.b',
      undefined,
    ],
  ])('is found: %s', (_, files, module, expected) => {
    for (const file of files) write(file);
    const path = ['x', 'y'].map((folder) => join(root, folder));
    const found = moduleOrigin(module, path);
    expect(found).toBe(expected === undefined ? undefined : join(root, expected));
  });
});

describe('the path of an environment', () => {
  it('has site-packages first, then what its .pth files name, in the order of their names', () => {
    write('site/b.pth', `${join(root, 'b')}\n`);
    write('site/a.pth', `# first\nimport os\n${join(root, 'a')}\n`);
    write('site/.hidden.pth', `${join(root, 'c')}\n`);
    expect(sitePath(join(root, 'site'))).toEqual(
      ['site', 'a', 'b'].map((folder) => join(root, folder)),
    );
  });
});

describe('a module that two distributions provide', () => {
  const ask = (name: string, before: readonly string[] = []) =>
    shadowedModule({
      sitePackages: join(root, 'site'),
      before,
      projectFolder: join(root, name),
      name,
      modules: ['thing'],
    });
  const shown = (name: string) => {
    const found = ask(name);
    return found && [found.origin.slice(root.length + 1), found.distribution];
  };
  const editable = (name: string) => {
    write(`${name}/thing/__init__.py`);
    write(`site/${name}.pth`, `${join(root, name)}\n`);
    write(`site/${name}-1.dist-info/RECORD`, `${name}.pth,,\n`);
  };

  it('is that of the first .pth file', () => {
    editable('lts');
    editable('std');
    expect(ask('lts')).toBeUndefined();
    expect(shown('std')).toEqual(['lts/thing', 'lts']);
    expect(ask('std', [join(root, 'std')])).toBeUndefined();
  });

  it('is that of an index, whose files come before all', () => {
    editable('std');
    write('site/thing/__init__.py');
    write('site/other-2.dist-info/RECORD', 'thing/__init__.py,,\n');
    expect(shown('std')).toEqual(['site/thing', 'other']);
  });

  it('has been overwritten where two installations have the same file', () => {
    const direct = '{"url": "file:///x", "dir_info": {"editable": true}}';
    for (const name of ['lts', 'std']) {
      write(`site/${name}-1.dist-info/RECORD`, 'thing/__init__.py,,\n');
      write(`site/${name}-1.dist-info/direct_url.json`, direct);
    }
    write('site/thing/__init__.py');
    expect(shown('std')).toEqual(['site/thing', 'lts']);
  });

  it('is not told where an installation has a finder before all folders', () => {
    editable('lts');
    write('site/_std_loader.py', 'sys.meta_path.insert(0, finder)\n');
    write('site/std-1.dist-info/RECORD', '_std_loader.py,,\nstd.pth,,\n');
    expect(ask('std')).toBeUndefined();
  });
});
