import { describe, expect, it } from '@jest/globals';
import { isFalseOn } from './marker.ts';

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
    expect(isFalseOn(marker, 'linux')).toBe(true);
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
    expect(isFalseOn(marker, 'linux')).toBe(false);
  });

  it('is not decided where there is none, or on a platform without Python’s names', () => {
    expect(isFalseOn(undefined, 'linux')).toBe(false);
    expect(isFalseOn("sys_platform == 'win32'", 'freebsd')).toBe(false);
  });

  it('is true elsewhere', () => {
    expect(isFalseOn("sys_platform == 'win32'", 'win32')).toBe(false);
    expect(isFalseOn("sys_platform == 'win32'", 'darwin')).toBe(true);
  });
});
