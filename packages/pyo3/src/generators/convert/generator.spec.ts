import { logger, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { refusal } from '../../testing/constructs.ts';
import convertInNx, { convertGenerator } from './generator.ts';
import { callNxAs } from '../../diagnostics/render.ts';
import { ownScript } from '../../environment/nx-installation.ts';
import type { ConvertGeneratorOptions } from './options.ts';

const manifest = 'libs/old/Cargo.toml';
const pyproject = 'libs/old/pyproject.toml';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  tree.write('Cargo.toml', '[workspace]\nmembers = ["libs/*"]\n');
  tree.write(
    manifest,
    `[package]
name = "old"
version = "0.1.0"
edition = "2021"

[lib]
name = "old"
crate-type = ["cdylib"]

[dependencies]
# Bindings.
pyo3 = { version = "0.27", features = ["extension-module", "multiple-pymethods"] }
`,
  );
  tree.write(
    pyproject,
    `[build-system]
requires = ["maturin>=1.5,<2.0", "numpy"] # tools
build-backend = "maturin"

[project]
name = "old"
version = "0.1.0"
requires-python = ">=3.9"

[tool.maturin]
features = ["pyo3/extension-module"]
`,
  );
  tree.write('libs/old/old/__init__.py', '');
  tree.write('libs/old/old/old.pyi', '');
  tree.write('libs/old/src/lib.rs', '');
});

const read = (file: string) => tree.read(file, 'utf-8') ?? '';
const replace = (file: string, from: string, to: string) =>
  tree.write(file, read(file).replace(from, to));

/** The reported lines, without the surrounding output. */
async function convert(
  steps?: ConvertGeneratorOptions['steps'],
): Promise<Readonly<Record<string, string>>> {
  const info = jest.spyOn(logger, 'info').mockImplementation(() => undefined);
  await convertGenerator(tree, { project: 'old', ...(steps === undefined ? {} : { steps }) });
  const text = String(info.mock.calls.at(-1)?.[0]).trim();
  info.mockRestore();
  const parts = text.split(/\n(?=\S)/).map((part) => part.split(/: (.*)/s));
  return Object.fromEntries(parts.map(([name = '', said = '']) => [name, said]));
}

describe('a project that is converted', () => {
  it('has current settings, and everything else unchanged', async () => {
    await convert();
    expect(read(pyproject)).toBe(`[build-system]
requires = ["maturin>=1.9.4,<2.0", "numpy"] # tools
build-backend = "maturin"

[project]
name = "old"
version = "0.1.0"
requires-python = ">=3.9"

[tool.maturin]
module-name = "old.old"
editable-profile = "dev"
use-base-python = true
exclude = ["**/__pycache__/**"]

[tool.uv]
cache-keys = [{ file = "pyproject.toml" }, { file = "Cargo.toml" }, { file = "src/**/*.rs" }, { file = "../../Cargo.toml" }]
`);
    expect(read(manifest)).toContain(
      '# Bindings.\npyo3 = { version = "0.27", features = ["multiple-pymethods"] }\n',
    );
    expect(tree.exists('libs/old/old/py.typed')).toBe(true);
  });

  it('is reported with each change and its reason', async () => {
    const told = await convert();
    expect(Object.keys(told)).toEqual([
      'module-name',
      'editable-profile',
      'use-base-python',
      'exclude-bytecode',
      'cache-keys',
      'extension-module',
      'py-typed',
      'outdated-rust',
    ]);
    expect(told['use-base-python']).toBe(
      `${pyproject}: a build for another environment of the same Python does not recompile pyo3`,
    );
    expect(told['outdated-rust']).toBe('has nothing to report');
  });

  it('needs no further changes', async () => {
    await convert();
    const before = [read(manifest), read(pyproject)];
    const told = await convert();
    expect([read(manifest), read(pyproject)]).toEqual(before);
    expect(Object.values(told)).toEqual([
      'exists already',
      'exists already',
      'exists already',
      'exists already',
      'exist; `nx sync` completes them',
      'is not used',
      'exists already',
      'has nothing to report',
    ]);
  });

  it('is reported in the words in which the repository calls Nx', async () => {
    await convert();
    tree.write('.nx/nxw.js', '');
    tree.delete('package.json');
    const info = jest.spyOn(logger, 'info').mockImplementation(() => undefined);
    await convertInNx(tree, { project: 'old' });
    const said = String(info.mock.calls[0]?.[0]);
    info.mockRestore();
    callNxAs(() => 'nx');
    expect(said).toContain(`exist; \`${ownScript.command} sync\` completes them`);
  });
});

describe('selected steps', () => {
  it('are the only ones that run', async () => {
    const before = read(manifest);
    expect(Object.keys(await convert(['use-base-python']))).toEqual(['use-base-python']);
    expect(read(manifest)).toBe(before);
  });

  it('can enable abi3, from the lowest Python that the project supports', async () => {
    const told = await convert(['abi3']);
    expect(told['abi3']).toBe(`${manifest}: abi3-py39: one wheel for Python 3.9 and newer`);
    expect(read(manifest)).toContain('features = ["abi3-py39", "extension-module",');
    expect((await convert(['abi3']))['abi3']).toBe('is already enabled');
  });

  it.each([
    ['>=3.8', '0.30', 'requires Python 3.9 with pyo3 0.30: raise `requires-python` first'],
    ['>=3.15', '0.27', 'for Python 3.15 is not supported by pyo3 0.27'],
  ])('skip abi3 if it is unavailable: %s with pyo3 %s', async (range, version, why) => {
    replace(pyproject, '>=3.9', range);
    replace(manifest, '0.27', version);
    const before = read(manifest);
    expect((await convert(['abi3']))['abi3']).toBe(why);
    expect(read(manifest)).toBe(before);
  });

  it('report their requirements', async () => {
    replace(pyproject, 'requires-python = ">=3.9"\n', '');
    expect((await convert(['abi3']))['abi3']).toContain('requires `requires-python`');
    tree.delete('libs/old/old/old.pyi');
    expect((await convert(['py-typed']))['py-typed']).toBe(
      'requires a stub of the extension first: nx g pyo3:stubs old',
    );
  });
});

describe('the feature extension-module', () => {
  it("is removed with the crate's feature that enables it", async () => {
    replace(manifest, '"extension-module", ', '');
    tree.write(
      manifest,
      `${read(manifest)}\n[features]\ndefault = ["ext", "fast"]\next = ["pyo3/extension-module"]\nfast = []\n`,
    );
    replace(pyproject, '"pyo3/extension-module"', '"ext", "fast"');
    await convert(['extension-module']);
    expect(read(manifest)).toContain('[features]\ndefault = ["fast"]\nfast = []\n');
    expect(read(pyproject)).toContain('features = ["fast"]');
  });

  it('is removed from features that list it among others', async () => {
    tree.write(
      manifest,
      `${read(manifest)}\n[features]\next = ["pyo3/extension-module"]\nall = ["ext", "pyo3?/extension-module", "fast"]\nfast = []\n`,
    );
    await convert(['extension-module']);
    expect(read(manifest)).toContain('[features]\nall = ["fast"]\nfast = []\n');
  });

  it.each([
    ['maturin>=1.7,<1.8', 'maturin>=1.9.4,<2.0'],
    ['maturin==1.8.1', 'maturin>=1.9.4,<2.0'],
    ['maturin~=1.5.0', 'maturin>=1.9.4,<2.0'],
    ['maturin[patchelf]', 'maturin[patchelf]>=1.9.4,<2.0'],
    ['maturin>=1.9.4,<2', 'maturin>=1.9.4,<2'],
    ['maturin==1.12.*', 'maturin==1.12.*'],
  ])('requires a maturin that works without it: %s becomes %s', async (before, after) => {
    replace(pyproject, 'maturin>=1.5,<2.0', before);
    await convert(['extension-module']);
    expect(read(pyproject)).toContain(`requires = ["${after}", "numpy"]`);
  });

  it('is removed from the workspace that the crate inherits pyo3 from, and all crates that inherit it get a newer maturin', async () => {
    replace(manifest, 'pyo3 = { version = "0.27", features', 'pyo3 = { workspace = true, features');
    tree.write(
      'Cargo.toml',
      `${read('Cargo.toml')}\n[workspace.dependencies]\npyo3 = { version = "0.27", features = ["extension-module"] }\n`,
    );
    const sibling = (name: string, pyo3: string) => {
      const cargo = `[package]\nname = "${name}"\nversion = "1.0.0"\n[dependencies]\npyo3 = ${pyo3}\n`;
      const own = `[build-system]\nrequires = ["maturin>=1.5,<2.0"]\nbuild-backend = "maturin"\n`;
      tree.write(`libs/${name}/Cargo.toml`, cargo);
      tree.write(`libs/${name}/pyproject.toml`, own);
    };
    sibling('heir', '{ workspace = true }');
    sibling('apart', '"0.27"');
    await convert(['extension-module']);
    expect(read('Cargo.toml')).not.toContain('"extension-module"');
    expect(read('libs/heir/pyproject.toml')).toContain('requires = ["maturin>=1.9.4,<2.0"]');
    expect(read('libs/apart/pyproject.toml')).toContain('requires = ["maturin>=1.5,<2.0"]');
  });

  it('is kept for a pyo3 that requires it', async () => {
    replace(manifest, '0.27', '0.25');
    const before = [read(manifest), read(pyproject)];
    const told = await convert(['extension-module']);
    expect(told['extension-module']).toBe(
      'is required by pyo3 before 0.26: raise its version first',
    );
    expect([read(manifest), read(pyproject)]).toEqual(before);
  });
});

describe('deprecated pyo3 names', () => {
  it('are reported with their position, and not changed', async () => {
    const source = `use pyo3::prelude::*;

// &PyAny, into_py
fn f(list: &PyList, other: &Bound<'_, PyAny>) -> PyResult<()> {
    Python::with_gil(|py| 1.into_py(py));
    list.downcast::<PyAny>()?;
    Ok(())
}
`;
    tree.write('libs/old/src/old/mod.rs', source);
    const told = await convert(['outdated-rust']);
    const file = 'libs/old/src/old/mod.rs';
    expect(told['outdated-rust']?.split('\n  ')).toEqual([
      'to do by hand:',
      `${file}:4: \`&PyList\` is \`&Bound<'_, PyList>\` since pyo3 0.23`,
      `${file}:5: \`with_gil\` is \`Python::attach\` since pyo3 0.26`,
      `${file}:5: \`into_py\` is \`into_pyobject\` since pyo3 0.23`,
      `${file}:6: \`downcast\` is \`cast\` since pyo3 0.27`,
    ]);
    expect(read(file)).toBe(source);
  });

  it('is not what the crate has under the same name', async () => {
    tree.write(
      'libs/old/src/lib.rs',
      'struct Out;\nimpl Out { fn into_py(self) {} }\nfn f(out: Out) { out.into_py() }\n',
    );
    expect((await convert(['outdated-rust']))['outdated-rust']).toBe('has nothing to report');
    tree.write(
      'libs/old/src/lib.rs',
      'impl IntoPy<PyObject> for Out { fn into_py(self, py: Python) {} }\nfn f(out: Out) { out.into_py() }\n',
    );
    expect((await convert(['outdated-rust']))['outdated-rust']).toContain('into_py');
  });

  it('do not include `&PyAny` if the release has no other', async () => {
    replace(manifest, '0.27', '0.20');
    tree.write('libs/old/src/lib.rs', 'fn f(one: &PyAny) {}\n');
    expect((await convert(['outdated-rust']))['outdated-rust']).toBe('has nothing to report');
  });

  it('are all reported if the version of pyo3 is not stated', async () => {
    replace(manifest, 'version = "0.27"', 'git = "https://example.com/pyo3"');
    tree.write('libs/old/src/lib.rs', 'fn f(one: &PyAny) { Python::with_gil(|_| ()) }\n');
    const told = await convert(['outdated-rust', 'extension-module']);
    expect(told['outdated-rust']?.split('\n')).toHaveLength(3);
    expect(told['extension-module']).toBe('is kept: Cargo.toml does not state the version of pyo3');
  });

  it('are those of the release in use', async () => {
    replace(manifest, '0.27', '0.25');
    tree.write('libs/old/src/lib.rs', 'fn f() { Python::with_gil(|_| ()) }\n');
    expect((await convert(['outdated-rust']))['outdated-rust']).toBe('has nothing to report');
  });

  it('are not searched for in a file that cannot be parsed, which is reported', async () => {
    tree.write('libs/old/src/lib.rs', 'fn f( {\n');
    expect((await convert(['outdated-rust']))['outdated-rust']).toContain('libs/old/src/lib.rs:1:');
  });
});

describe('a project that cannot be converted', () => {
  it.each([
    ['nobody', 'There is no project "nobody".'],
    ['plain', 'The project "plain" is not built by maturin, so there is nothing to convert.'],
  ])('is rejected: %s', async (project, message) => {
    tree.write('plain/pyproject.toml', '[project]\nname = "plain"\nversion = "1"\n');
    const said = await refusal(tree, async () => {
      await convertGenerator(tree, { project });
    });
    expect(said).toContain(message);
    expect(said).not.toContain('but files were written');
  });
});
