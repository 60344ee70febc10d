import { describe, expect, it } from '@jest/globals';
import { explainFailure } from './explain-failure.ts';

/** What the tools print, as seen with Rust 1.95, maturin 1.16, pyo3 0.30 and uv 0.13. */
const known: readonly (readonly [title: string, output: string, code: string, message: string])[] =
  [
    [
      'no linker',
      'error: linker `cc` not found\n  |\n  = note: No such file or directory (os error 2)',
      'linker-missing',
      'Rust needs the linker cc, and it is not installed.',
    ],
    [
      'a module function of another name, found by maturin',
      "⚠️  Warning: Couldn't find the symbol `PyInit__a` or `PyModExport__a` in the native library. Python will fail to import this module.",
      'init-symbol-missing',
      'Python cannot import the extension: the library was built, and it does not define PyInit__a.',
    ],
    [
      'a module function of another name, found by Python',
      'ImportError: dynamic module does not define module export function (PyInit__a)',
      'init-symbol-missing',
      'Python cannot import the extension: the library was built, and it does not define PyInit__a.',
    ],
    ...[
      'rust-lld: error: undefined symbol: Py_InitializeEx',
      "undefined reference to `PyExc_SystemError'",
      'Undefined symbols for architecture arm64:\n  "_PyExc_SystemError", referenced from:',
    ].map(
      (output) =>
        [
          'the feature extension-module in a test',
          output,
          'command-failed',
          'A Rust program was linked without Python, although it calls it.',
        ] as const,
    ),
    [
      'stubs, by maturin 1.12',
      "error: unrecognized subcommand 'generate-stubs'\n\n  tip: a similar subcommand exists: 'generate-ci'",
      'tool-too-old',
      'This maturin cannot generate stubs.',
    ],
    [
      'stubs of an extension whose symbols are stripped',
      '💥 maturin failed\n  Caused by: Failed to introspect the built libraries to generate type stubs, have you enabled the "experimental-inspect" PyO3 Cargo feature?\n  Caused by: No module named _fast found',
      'command-failed',
      'The extension does not describe itself, so no stubs can be made from it.',
    ],
    [
      'a full disk, by uv',
      'cause: failed to copy file from /c/RECORD to /v/RECORD: No space left on device (os error 28)',
      'file-unwritable',
      'The disk is full.',
    ],
    [
      'a read-only disk, by uv',
      'error: failed to create directory `/v/lib`: Read-only file system (os error 30)',
      'file-unwritable',
      'The environment or a folder of the project is on a read-only disk.',
    ],
    ...[
      "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/usr/lib/python3/site-packages/a'",
      'error: externally-managed-environment',
      'failed to create file `/v/lib/python3.11/site-packages/a.pth`: Permission denied (os error 13)',
    ].map(
      (output) =>
        [
          'an environment of somebody else',
          output,
          'file-unwritable',
          'Nothing can be installed into this environment: it is not yours to write to.',
        ] as const,
    ),
    [
      'libpython that the loader does not find',
      'error while loading shared libraries: libpython3.12.so.1.0: cannot open shared object file',
      'environment-broken',
      'A Rust program cannot find libpython3.12.so.1.0, the Python that it was linked with.',
    ],
    [
      'a Python that was moved',
      "ModuleNotFoundError: No module named 'encodings'",
      'environment-broken',
      "Python's standard library is not found from within a Rust program.",
    ],
    [
      'a Python that is too old for pyo3',
      "error: the configured Python interpreter version (3.8) is lower than PyO3's minimum supported version (3.9)",
      'interpreter-unsupported',
      'Python 3.8 is older than 3.9, the oldest that this version of pyo3 supports.',
    ],
    [
      'a Python that is too new for pyo3',
      "error: the configured Python version (3.17) is newer than PyO3's maximum supported version (3.15)",
      'interpreter-unsupported',
      'Python 3.17 is newer than 3.15, the newest that this version of pyo3 supports.',
    ],
    [
      'a Rust that is too old',
      'error: rustc 1.70.0 is not supported by the following package:\n  pyo3@0.30.1 requires rustc 1.85',
      'tool-too-old',
      'Rust 1.70.0 is too old: pyo3@0.30.1 requires rustc 1.85.',
    ],
    [
      'a toolchain without clippy',
      "error: 'cargo-clippy' is not installed for the toolchain 'stable-x86_64-unknown-linux-gnu'.",
      'tool-missing',
      'cargo-clippy is needed, and this toolchain does not have it.',
    ],
    [
      'a pinned toolchain that is missing',
      "error: toolchain '1.80.0-x86_64-unknown-linux-gnu' is not installed",
      'tool-missing',
      'The Rust toolchain 1.80.0-x86_64-unknown-linux-gnu is needed, and it is not installed.',
    ],
    [
      'an environment without pip',
      'Caused by: Failed to find pip (if working with a uv venv try `maturin develop --uv`)',
      'tool-missing',
      'The virtual environment has no pip, and uv is not on the PATH.',
    ],
    [
      'an environment without pytest',
      '/ws/.venv/bin/python: No module named pytest',
      'tool-missing',
      'pytest is needed, and it is not installed in the environment.',
    ],
    [
      "Debian's Python without ensurepip",
      'The virtual environment was not created successfully because ensurepip is not\navailable.',
      'environment-broken',
      'This Python cannot make virtual environments: its module ensurepip is missing.',
    ],
    [
      'a Python that uv cannot find',
      'error: No interpreter found for Python 3.99 in managed installations or search path',
      'interpreter-missing',
      'Python 3.99 is needed, and it is not installed.',
    ],
    [
      'two environments at once',
      'Caused by: Both VIRTUAL_ENV and CONDA_PREFIX are set. Please unset one of them',
      'environment-broken',
      'A virtual environment and a conda environment are active at once.',
    ],
    ...[
      '[7] Could not connect to server (Failed to connect to 127.0.0.1 port 9)',
      'error sending request for url (https://pypi.org/simple/numpy/)',
      "WARNING: Retrying after connection broken by 'NewConnectionError('",
      "As a reminder, you're using offline mode (--offline)",
      'hint: Packages were unavailable because the network was disabled.',
    ].map(
      (output) =>
        [
          'no network',
          output,
          'network',
          'Something has to be downloaded, and its server cannot be reached.',
        ] as const,
    ),
  ];

describe('explainFailure', () => {
  it.each(known)('knows %s', (_title, output, code, message) => {
    const error = explainFailure(`   Compiling a v0.1.0\n${output}\n`);
    expect(error).toMatchObject({ code, message });
    expect(error?.hint).toMatch(/\S/);
    expect(`${error?.message} ${error?.hint}`).not.toMatch(/\$\d/);
  });

  it('sees through colours', () => {
    const output = '\u001B[1m\u001B[91merror\u001B[0m\u001B[1m: linker `cc` not found\u001B[0m';
    expect(explainFailure(output)?.code).toBe('linker-missing');
  });

  it('leaves to the tool what it says itself', () => {
    expect(explainFailure('error[E0425]: cannot find value `x` in this scope')).toBeUndefined();
    expect(explainFailure('FAILED tests/test_a.py::test_add - assert 3 == 4')).toBeUndefined();
  });
});

describe('output that is long', () => {
  it.each([
    ['line feeds', '\n'],
    ['folders', 'site-packages'],
    ['libraries', 'libpython'],
    ['versions', '1'],
    ['symbols', 'external symbol x'],
  ])('is looked through in time proportional to its length: %s', (_what, part) => {
    const heads = ['Library not loaded: ', 'rustc ', 'unresolved external symbol ', ''];
    const started = performance.now();
    for (const head of heads) explainFailure(head + part.repeat(Math.ceil(1e6 / part.length)));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
