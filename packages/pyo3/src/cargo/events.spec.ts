import { describe, expect, it } from '@jest/globals';
import { readCargoEvents } from './events.ts';
import { cargoMessages } from './message.ts';

const readEvents = (stdout: string) => readCargoEvents(cargoMessages(stdout));

const artifact = (crate: string, types: readonly string[], filenames: readonly string[]) =>
  JSON.stringify({
    reason: 'compiler-artifact',
    package_id: `path+file:///ws/${crate}#0.1.0`,
    manifest_path: `/ws/${crate}/Cargo.toml`,
    target: { kind: types, crate_types: types, name: crate },
    filenames,
    fresh: false,
  });
const script = (id: string, cfgs: readonly string[]) =>
  JSON.stringify({ reason: 'build-script-executed', package_id: id, cfgs });
const registry = 'registry+https://github.com/rust-lang/crates.io-index';

describe('the library that cargo has built', () => {
  it.each([
    ['Linux', ['/t/dev-ext/liba.so']],
    ['macOS', ['/t/dev-ext/liba.dylib']],
    ['Windows', ['/t/dev-ext/a.dll.lib', '/t/dev-ext/a.pdb', '/t/dev-ext/a.dll']],
    ['a crate that is a Rust library too', ['/t/dev-ext/liba.rlib', '/t/dev-ext/liba.so']],
  ])('is identified by its message: %s', (_, filenames) => {
    const { libraries } = readEvents(artifact('a', ['cdylib', 'rlib'], filenames));
    expect(libraries.get('/ws/a/Cargo.toml')).toEqual({ file: filenames.at(-1), fresh: false });
  });

  it('is distinguished from its dependencies', () => {
    const lines = [
      artifact('core', ['lib'], ['/t/libcore.rlib']),
      artifact('macros', ['proc-macro'], ['/t/libmacros.so']),
      'a wrapper of rustc talks',
      '{"reason":"compiler-art',
      artifact('a', ['cdylib'], ['/t/liba.so']),
      '{"reason":"build-finished","success":true}',
      '',
    ];
    expect([...readEvents(lines.join('\n')).libraries.keys()]).toEqual(['/ws/a/Cargo.toml']);
  });
});

describe('the Python that it is compiled for', () => {
  const python = (cfgs: readonly string[], id = `${registry}#pyo3-ffi@0.30.1`) =>
    readEvents(script(id, cfgs)).compiledFor;
  const cpython = { stableAbi: false, freeThreaded: false, implementation: 'cpython' };

  it("is the one that pyo3-ffi's build script has found", () => {
    expect(python(['Py_3_9', 'Py_3_10', 'Py_3_11', 'cfg_select'])).toEqual({
      ...cpython,
      minor: 11,
    });
  });

  it.each([
    `${registry}#pyo3-ffi@0.30.1`,
    'path+file:///src/pyo3/pyo3-ffi#0.30.1',
    'git+https://github.com/PyO3/pyo3?branch=main#pyo3-ffi@0.31.0',
    'pyo3-ffi 0.20.0 (registry+https://github.com/rust-lang/crates.io-index)',
  ])('is recognized in every spelling of cargo: %s', (id) => {
    expect(python(['Py_3_11'], id)?.minor).toBe(11);
  });

  it('is the lowest version of the stable ABI', () => {
    expect(python(['Py_3_9', 'Py_LIMITED_API'])).toEqual({ ...cpython, minor: 9, stableAbi: true });
  });

  it('may be free-threaded, or another implementation', () => {
    expect(python(['Py_3_13', 'Py_GIL_DISABLED'])?.freeThreaded).toBe(true);
    expect(python(['Py_3_11', 'PyPy'])?.implementation).toBe('pypy');
  });

  it('is unknown without pyo3', () => {
    expect(python(['Py_3_11'], `${registry}#pyo3-ffi-like@1.0.0`)).toBeUndefined();
    expect(python([], `${registry}#pyo3-ffi@0.30.1`)).toBeUndefined();
    expect(readEvents('').compiledFor).toBeUndefined();
  });
});
