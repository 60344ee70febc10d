import { describe, expect, it } from '@jest/globals';
import { isFalse } from './marker.ts';

/** As `packaging.markers` evaluates them on Debian. */
describe('a marker on Linux', () => {
  it.each([
    "sys_platform == 'win32'",
    'sys_platform == "win32" and python_version >= "3.9"',
    'python_version >= "3.9" and (os_name == "nt" or platform_system == "Darwin")',
    "'win' in sys_platform",
    "sys_platform not in 'linux darwin'",
    "platform_system != 'Linux'",
  ])('%s is false', (marker) => {
    expect(isFalse(marker, undefined, 'linux')).toBe(true);
  });

  it.each([
    "sys_platform == 'linux'",
    "sys_platform == 'win32' or python_version >= '3.9'",
    "python_version < '3.0'",
    "extra == 'test'",
    "sys_platform == 'win32' or",
    "(sys_platform == 'win32'",
    `${'('.repeat(100_000)}sys_platform == 'win32'`,
    '',
  ])('%.40s can be true, or cannot be read', (marker) => {
    expect(isFalse(marker, undefined, 'linux')).toBe(false);
  });

  it('is not decided where there is none, or on a platform without Python’s names', () => {
    expect(isFalse(undefined, undefined, 'linux')).toBe(false);
    expect(isFalse("sys_platform == 'win32'", undefined, 'freebsd')).toBe(false);
  });

  it('is true elsewhere', () => {
    expect(isFalse("sys_platform == 'win32'", undefined, 'win32')).toBe(false);
    expect(isFalse("sys_platform == 'win32'", undefined, 'darwin')).toBe(true);
  });
});

/** As `packaging.markers` evaluates them for this Python. */
describe('a marker of a known Python', () => {
  const python = { version: '3.11.7', implementation: 'cpython' };
  const unknown = { version: '3.11.7' };

  it.each([
    "python_version < '3.11'",
    "python_version >= '3.12'",
    '"3.12" <= python_version',
    "python_version == '3.1'",
    "python_version ~= '3.12'",
    "python_version not in '3.10, 3.11'",
    "python_full_version < '3.11.4'",
    "implementation_name == 'pypy'",
    "platform_python_implementation != 'CPython'",
    "python_version >= '3.9' and sys_platform == 'win32'",
  ])('%s is false', (marker) => {
    expect(isFalse(marker, python, 'linux')).toBe(true);
  });

  it.each([
    "python_version >= '3.9'",
    "python_version == '3.11'",
    "python_version == '3.*'",
    "python_full_version == '3.11.*'",
    "python_version in '3.10, 3.11'",
    "python_version < '3.x'",
    "implementation_name == 'cpython'",
  ])('%s is true, or cannot be read', (marker) => {
    expect(isFalse(marker, python, 'linux')).toBe(false);
  });

  it('can be true where the implementation is not known', () => {
    expect(isFalse("implementation_name == 'pypy'", unknown, 'linux')).toBe(false);
    expect(isFalse("python_version < '3.11'", unknown, 'linux')).toBe(true);
  });
});
