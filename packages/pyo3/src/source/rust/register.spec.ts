import { describe, expect, it } from '@jest/globals';
import { modulesOf } from './module.ts';
import { parseRust } from './parse.ts';
import type { Registered } from './addition.ts';
import { itemsOf } from './items.ts';
import { publicFunctions } from './public-functions.ts';
import { positionForItem, registerIn, spliced } from './register.ts';

const add = (
  text: string,
  thing: Registered = { kind: 'function', path: 'count' },
  exportsExceptions = true,
) => {
  const source = parseRust(text, 'src/lib.rs');
  const [module] = modulesOf(source);
  if (module === undefined) throw new Error('no module');
  return spliced(source, registerIn(source, module, [thing], exportsExceptions));
};

describe('a module', () => {
  it('is found in either form, under its name in Python', () => {
    const text = [
      '#[pyo3::pymodule(name = "_a")] mod a {}',
      '/// Docs with { braces',
      '#[pymodule]',
      '#[pyo3(name = "_b")]',
      "fn b(_py: Python<'_>, m: &Bound<'_, PyModule>) -> PyResult<()> { Ok(()) }",
      'mod c { #[pymodule] mod d {} }',
    ].join('\n');
    const found = modulesOf(parseRust(text, 'lib.rs')).map((one) => [
      one.form,
      one.rustName,
      one.pythonName,
      one.form === 'functional' ? one.parameter : undefined,
    ]);
    expect(found).toEqual([
      ['declarative', 'a', '_a', undefined],
      ['functional', 'b', '_b', 'm'],
    ]);
  });
});

describe('registering', () => {
  it('adds to a function before its end, and keeps all other bytes', () => {
    const before = [
      '//! odd   formatting',
      'use pyo3::prelude::*;',
      'const RAW: &str = r#"#[pymodule] fn x() {"#;',
      '#[pymodule]',
      "fn fast(m : &Bound<'_, PyModule>)->PyResult<()> {",
      '\tm.add_class::<Foo>()?; // first',
      '\tOk(())',
      '}',
      '',
    ];
    const call = '\tm.add_function(wrap_pyfunction!(count, m)?)?;';
    expect(add(before.join('\n'))).toBe(
      [...before.slice(0, 6), call, ...before.slice(6)].join('\n'),
    );
    expect(add(before.join('\r\n'))).toBe(
      [...before.slice(0, 6), call, ...before.slice(6)].join('\r\n'),
    );
  });

  it('adds a class', () => {
    expect(
      add('#[pymodule]\nfn a(m: &Bound<PyModule>) -> PyResult<()> {\n    Ok(())\n}\n', {
        kind: 'class',
        path: 'shapes::Circle',
      }),
    ).toContain('    m.add_class::<shapes::Circle>()?;\n    Ok(())\n');
  });

  it.each([
    ['mod a {}', 'mod a {\n    #[pymodule_export]\n    use super::count;\n}'],
    ['mod a {\n}', 'mod a {\n    #[pymodule_export]\n    use super::count;\n}'],
    [
      'mod a {\n    use x::y;\n\n    fn z() {}\n}',
      'mod a {\n    use x::y;\n\n    #[pymodule_export]\n    use super::count;\n\n    fn z() {}\n}',
    ],
    [
      'mod a {\n    #[pymodule_export]\n    use super::b;\n}',
      'mod a {\n    #[pymodule_export]\n    use super::b;\n\n    #[pymodule_export]\n    use super::count;\n}',
    ],
  ])('exports from %j', (before, after) => {
    expect(add(`#[pymodule]\n${before}\n`)).toBe(`#[pymodule]\n${after}\n`);
  });

  it('adds before a call whose result the function returns', () => {
    const start = '#[pymodule]\nfn a(m: &Bound<PyModule>) -> PyResult<()> {\n';
    expect(add(`${start}    // First.\n    more(m)\n    // Last.\n}\n`)).toBe(
      `${start}    // First.\n    m.add_function(pyo3::wrap_pyfunction!(count, m)?)?;\n    more(m)\n    // Last.\n}\n`,
    );
  });

  it.each([
    ['-> PyResult<()> {\n    return more(m);\n}'],
    ['-> PyResult<()> {\n    if x { more(m) } else { Ok(()) }\n}'],
    ['-> PyResult<()> { more(m) }'],
    ['{\n    more(m)\n}'],
    ['{\n    more(m);\n}'],
    ['{}'],
  ])('returns the line to paste if the module ends in another way: %j', (rest) => {
    const text = `#[pymodule]\nfn a(m: &Bound<PyModule>) ${rest}\n`;
    expect(() => add(text)).toThrow('does not end in "Ok(())" or a call on a separate line');
  });
});

describe('a file', () => {
  it('with raw C strings can be parsed', () => {
    expect(() => parseRust('fn a() { b(cr#"{ " "#); c(cr"\'"); }', 'lib.rs')).not.toThrow();
  });

  it('that is not valid Rust is rejected with the position', () => {
    expect(() => parseRust('fn a() {\n  let = ;\n}', 'lib.rs')).toThrow('cannot be parsed');
  });

  it('gets new items before its tests', () => {
    const text = '//! The crate.\n\nfn a() {}\n\n/// Docs.\n#[cfg(test)]\nmod tests {}\n';
    expect(positionForItem(parseRust(text, 'lib.rs'))).toBe(text.indexOf('/// Docs.'));
    expect(positionForItem(parseRust('fn a() {}\n', 'lib.rs'))).toBe(10);
  });
});

describe('comments by the thousand', () => {
  // Each took minutes with a pattern that begins anew at every line.
  const comments = '    // a comment\n/// docs\n'.repeat(20_000);
  const timed = (work: () => void): number => {
    const started = process.cpuUsage();
    work();
    return process.cpuUsage(started).user / 1000;
  };

  it('cost no more than their number before an item', () => {
    const source = parseRust(`${comments}fn a() {}\n\n#[cfg(test)]\nmod tests {}\n`, 'lib.rs');
    expect(timed(() => positionForItem(source))).toBeLessThan(1000);
    expect(positionForItem(source)).toBe(source.text.indexOf('#[cfg(test)]'));
  });

  it('cost no more than their number before a public function', () => {
    const text = `/// First.\n/// Second.\npub fn a() {}\n${'// x\n'.repeat(40_000)}pub fn b() {}\n  /// Inside.\r\n  pub fn c() {}\nconst X: u8 = 1; pub fn d() {}\n`;
    const source = parseRust(text, 'lib.rs');
    expect(timed(() => publicFunctions(source))).toBeLessThan(1000);
    expect(publicFunctions(source).map(({ name, doc }) => [name, doc])).toEqual([
      ['a', 'First.'],
      ['b', undefined],
      ['c', 'Inside.'],
      ['d', undefined],
    ]);
  });

  it('and blanks cost no more than their number in an attribute', () => {
    const source = parseRust(`#[a(b${' '.repeat(100_000)}c)]\nfn x() {}\n`, 'lib.rs');
    expect(timed(() => itemsOf(source, source.tree.topNode))).toBeLessThan(1000);
  });
});
