import { describe, expect, it } from '@jest/globals';
import { renderError } from '../diagnostics/render.ts';
import { interpreterFixture } from '../testing/environments.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { machinesOf, mayDefineInit } from './binary.ts';
import type { CompiledFor } from '../cargo/events.ts';
import { requireLoadable } from './require-loadable.ts';

const project = {
  crate: { name: 'a', manifestPath: 'libs/a/Cargo.toml' },
  distribution: { pyprojectPath: 'libs/a/pyproject.toml' },
  extension: { moduleName: 'a._a', initName: '_a' },
} as MaturinProject;
const exact: CompiledFor = {
  minor: 11,
  stableAbi: false,
  freeThreaded: false,
  implementation: 'cpython',
};

function elf(machine: number, symbols = '\0PyInit__a\0'): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32BE(0x7f454c46);
  header.writeUInt8(2, 4);
  header.writeUInt8(1, 5);
  header.writeUInt16LE(machine, 18);
  return Buffer.concat([header, Buffer.from(symbols, 'latin1')]);
}

function macho(cpu: number): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(0xfeedfacf);
  header.writeUInt32LE(cpu, 4);
  return header;
}

function universal(...cpus: readonly number[]): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32BE(0xcafebabe);
  header.writeUInt32BE(cpus.length, 4);
  cpus.forEach((cpu, index) => header.writeUInt32BE(cpu, 8 + index * 20));
  return header;
}

function pe(machine: number): Buffer {
  const header = Buffer.alloc(256);
  header.write('MZ');
  header.writeUInt32LE(128, 60);
  header.write('PE\0\0', 128, 'latin1');
  header.writeUInt16LE(machine, 132);
  return header;
}

describe('the machine of a library', () => {
  it.each([
    ['ELF', elf(62), ['x86_64']],
    ['ELF', elf(183), ['aarch64']],
    ['Mach-O', macho(0x0100000c), ['aarch64']],
    ['universal Mach-O', universal(0x01000007, 0x0100000c), ['x86_64', 'aarch64']],
    ['PE', pe(0x8664), ['x86_64']],
    ['PE', pe(0xaa64), ['aarch64']],
    ['a machine that we do not know', elf(9999), []],
    ['another format', Buffer.alloc(100, 'x'), []],
    ['a file that was cut off', elf(62).subarray(0, 20), []],
    ['an old program for DOS', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100, 255)]), []],
  ])('%s %#', (_, library, expected) => {
    expect(machinesOf(library)).toEqual(expected);
  });
});

describe('the init function', () => {
  it.each([
    ['ELF and PE', '\0PyInit__a\0', true],
    ['Mach-O', '\0_PyInit__a\0', true],
    ['modules that are exported (PEP 793)', '\0PyModExport__a\0', true],
    ['a longer name', '\0PyInit__ab\0', false],
    ['a text that names it', 'call PyInit__a first\0', false],
    ['nothing', '', false],
  ])('of %s', (_, symbols, found) => {
    expect(mayDefineInit(elf(62, symbols), '_a')).toBe(found);
  });
});

describe('a library that the Python cannot load', () => {
  const problem = (library: Buffer, compiledFor: CompiledFor | undefined, changes = {}) => {
    try {
      requireLoadable(project, interpreterFixture(changes), library, compiledFor);
      return 'accepted';
    } catch (error) {
      return renderError(error);
    }
  };

  it('is not the usual one', () => {
    expect(problem(elf(62), exact)).toBe('accepted');
    expect(problem(elf(62), undefined)).toBe('accepted');
  });

  it('is one for another machine', () => {
    expect(problem(elf(183), exact)).toBe(
      'libs/a/Cargo.toml: cargo compiled a for aarch64, but /ws/.venv/bin/python is a Python for x86_64. [extension-unloadable]\n' +
        '  → Remove `build.target` from .cargo/config.toml and CARGO_BUILD_TARGET from the environment, or select a Python for that machine with the option `interpreter`.',
    );
    expect(problem(elf(183), exact, { platform: 'linux-aarch64' })).toBe('accepted');
    expect(problem(elf(3), exact, { pointerWidth: 32 })).toBe('accepted');
  });

  it('is one for another version of Python', () => {
    expect(problem(elf(62), { ...exact, minor: 12 })).toBe(
      'libs/a/Cargo.toml: a was compiled for Python 3.12, but /ws/.venv/bin/python is cpython 3.11.7. [extension-unloadable]\n' +
        '  → Remove PYO3_CONFIG_FILE, PYO3_PYTHON and PYO3_CROSS* from the environment and from [env] in .cargo/config.toml.',
    );
    expect(problem(elf(62), exact, { freeThreaded: true })).toContain('3.11.7 (free-threaded).');
    expect(problem(elf(62), { ...exact, implementation: 'pypy' })).toContain('for pypy 3.11,');
  });

  it('is one for the stable ABI of a later version', () => {
    const stable = { ...exact, stableAbi: true };
    expect(problem(elf(62), { ...stable, minor: 9 })).toBe('accepted');
    expect(problem(elf(62), { ...stable, minor: 13 })).toBe(
      'libs/a/Cargo.toml: a was compiled for Python 3.13 and later, but /ws/.venv/bin/python is cpython 3.11.7. [extension-unloadable]\n' +
        '  → Choose a lower `abi3-py3…` feature of pyo3, or select a newer Python with the option `interpreter`.',
    );
    expect(problem(elf(62), { ...stable, minor: 9 }, { freeThreaded: true })).toContain('(free-th');
    const both = { ...stable, minor: 9, freeThreaded: true };
    expect(problem(elf(62), both, { freeThreaded: true })).toBe('accepted');
  });

  it('is one without an init function', () => {
    expect(problem(elf(62, '\0PyInit__b\0'), exact)).toBe(
      'libs/a/pyproject.toml: Python cannot import a._a: the library was built, and it does not define PyInit__a. [init-symbol-missing]\n' +
        '  → Call the #[pymodule] of the crate a `_a`, or end [tool.maturin] module-name with the name that it has.',
    );
  });
});
