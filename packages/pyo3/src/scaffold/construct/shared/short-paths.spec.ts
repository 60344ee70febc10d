import { describe, expect, it } from '@jest/globals';
import { parseRust } from '../../../source/rust/parse.ts';
import { spliced } from '../../../source/rust/register.ts';
import { shortPaths } from './short-paths.ts';

const code =
  '#[pyo3::pyfunction]\nfn f(a: std::path::PathBuf) -> pyo3::PyResult<std::collections::HashMap<i64, std::collections::HashSet<i64>>> {}';

function added(text: string): { readonly code: string; readonly file: string } {
  const source = parseRust(text, 'lib.rs');
  const { shorten, importsOf } = shortPaths(source);
  return { code: shorten(code), file: spliced(source, importsOf(code)) };
}

describe('code in a file', () => {
  it('without the prelude has all its paths', () => {
    const text = 'mod x {\n    use pyo3::prelude::*;\n}\n';
    expect(added(text)).toEqual({ code, file: text });
  });

  it('with the prelude has none, and imports for its types', () => {
    const { code: short, file } = added(
      'use pyo3::prelude::*;\nuse std::fs::File;\n\nuse zed::Z;\n',
    );
    expect(short).toBe(
      '#[pyfunction]\nfn f(a: PathBuf) -> PyResult<HashMap<i64, HashSet<i64>>> {}',
    );
    expect(file).toBe(
      'use pyo3::prelude::*;\nuse std::collections::{HashMap, HashSet};\nuse std::fs::File;\n' +
        'use std::path::PathBuf;\n\nuse zed::Z;\n',
    );
  });

  it('imports nothing twice, and leaves the paths of names that mean something else', () => {
    const text =
      'use pyo3::prelude::*;\nuse std::collections::{HashMap, HashSet};\n\nstruct PathBuf;\n';
    const { code: short, file } = added(text);
    expect(short).toContain('a: std::path::PathBuf) -> PyResult<HashMap<');
    expect(file).toBe(text);
  });

  it('has its imports first if they are sorted first', () => {
    const source = parseRust('use pyo3::prelude::*;\n', 'lib.rs');
    const splices = shortPaths(source).importsOf('numpy::PyArray1 pyo3::exceptions::PyValueError');
    expect(spliced(source, splices)).toBe(
      'use numpy::PyArray1;\nuse pyo3::exceptions::PyValueError;\nuse pyo3::prelude::*;\n',
    );
  });
});
