import { describe, expect, it } from '@jest/globals';
import { readUvLock } from './uv-lock.ts';

const lock = `version = 1
revision = 3
requires-python = ">=3.9"
resolution-markers = ["python_full_version >= '3.11'", "python_full_version < '3.11'"]

[[package]]
name = "mylib"
source = { editable = "libs/mylib" }
dependencies = [
    { name = "numpy", version = "2.0.2", source = { registry = "https://pypi.org/simple" }, marker = "python_full_version < '3.11'" },
    { name = "numpy", version = "2.3.0", source = { registry = "https://pypi.org/simple" }, marker = "python_full_version >= '3.11'" },
]

[package.optional-dependencies]
fast = [{ name = "orjson" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "numpy"
version = "2.0.2"
source = { registry = "https://pypi.org/simple" }
sdist = { url = "https://files/numpy-2.0.2.tar.gz", hash = "sha256:aa", size = 1 }
wheels = [{ url = "https://files/numpy-2.0.2-cp39.whl", hash = "sha256:bb", size = 1 }]

[[package]]
name = "numpy"
version = "2.3.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://files/numpy-2.3.0-cp311.whl", hash = "sha256:cc", size = 1 }]

[[package]]
name = "orjson"
version = "3.10.0"
source = { git = "https://example.org/orjson?rev=main#0123456789" }

[[package]]
name = "pytest"
version = "9.0.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://files/pytest-9.0.0.whl", hash = "sha256:dd", size = 1 }]

[[package]]
name = "myrepo"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "mylib" }]
`;

const find = (id: string) =>
  readUvLock(lock, 'uv.lock').distributions.find((distribution) => distribution.id === id);

describe('readUvLock', () => {
  it('recognizes a package of the repository by its folder, with or without a version', () => {
    expect(find('mylib')).toMatchObject({ folder: 'libs/mylib', version: undefined });
    expect(find('myrepo@0.1.0')).toMatchObject({ folder: '.' });
    expect(find('pytest@9.0.0')?.folder).toBeUndefined();
  });

  it('follows dependencies and extras to the selected versions, and keeps groups separate', () => {
    expect(find('mylib')?.dependencies).toEqual(['numpy@2.0.2', 'numpy@2.3.0', 'orjson@3.10.0']);
    expect(find('mylib')?.grouped).toEqual(['pytest@9.0.0']);
    expect(find('myrepo@0.1.0')?.dependencies).toEqual(['mylib']);
  });

  it('includes all packages of a name for an ambiguous reference', () => {
    const open = ['1', '2', '3'].map(
      (version) => `[[package]]\nname = "a"\nversion = "${version}"\n`,
    );
    const text = `${open.join('')}[[package]]\nname = "b"\nversion = "1"\ndependencies = [{ name = "a" }]\n`;
    const { distributions } = readUvLock(text, 'uv.lock');
    expect(distributions.map(({ id, dependencies }) => [id, dependencies])).toEqual([
      ['a@1', ['a@2']],
      ['a@2', ['a@3']],
      ['a@3', []],
      ['b@1', ['a@1']],
    ]);
  });

  it("uses the archives' hashes as origin, or the source if there are none", () => {
    expect(find('numpy@2.0.2')?.origin).toEqual(['sha256:aa', 'sha256:bb']);
    expect(find('orjson@3.10.0')?.origin).toEqual([
      'git+https://example.org/orjson?rev=main#0123456789',
    ]);
  });

  it('reads the groups of a root without a project', () => {
    const virtual = `${lock}\n[manifest]\nmembers = ["mylib"]\n[manifest.dependency-groups]\ndev = [{ name = "pytest", specifier = ">=9" }]\n`;
    expect(readUvLock(virtual, 'uv.lock').grouped).toEqual(['pytest@9.0.0']);
  });

  it('reads a lock file without packages', () => {
    expect(readUvLock('version = 1\n', 'uv.lock')).toMatchObject({
      distributions: [],
      grouped: [],
    });
  });
});
