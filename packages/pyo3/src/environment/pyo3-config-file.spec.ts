import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensurePyo3ConfigFile, renderPyo3Config } from './pyo3-config-file.ts';
import { interpreterFixture } from '../testing/environments.ts';

describe('renderPyo3Config', () => {
  it('describes the interpreter in words that every pyo3 knows', () => {
    expect(renderPyo3Config(interpreterFixture())).toBe(
      `implementation=CPython
version=3.11
shared=true
lib_name=python3.11
lib_dir=/py/lib
pointer_width=64
build_flags=
suppress_build_script_link_lines=false
`,
    );
  });

  it('names the flags of a free-threaded build and the framework of macOS', () => {
    const interpreter = interpreterFixture({
      buildFlags: ['Py_GIL_DISABLED'],
      frameworkPrefix: '/Library/Frameworks',
    });
    const text = renderPyo3Config(interpreter);
    expect(text).toContain('\nbuild_flags=Py_GIL_DISABLED\n');
    expect(text).toContain('\npython_framework_prefix=/Library/Frameworks\n');
  });

  it('is the same for all virtual environments and patch levels of one Python', () => {
    const other = interpreterFixture({
      executable: '/else/.venv/bin/python',
      prefix: '/else/.venv',
      baseExecutable: '/py/bin/python3',
      version: [3, 11, 9],
    });
    expect(renderPyo3Config(other)).toBe(renderPyo3Config(interpreterFixture()));
  });
});

describe('ensurePyo3ConfigFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyo3-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const ensure = (changes = {}) =>
    ensurePyo3ConfigFile({
      folder: join(folder, 'data'),
      interpreter: interpreterFixture(changes),
    });

  it('is not believed when the repository brings another text under its name', () => {
    const path = ensure();
    writeFileSync(path, 'extra_build_script_line=cargo:rustc-link-arg=-evil\n');
    expect(ensure()).toBe(path);
    expect(readFileSync(path, 'utf8')).toBe(renderPyo3Config(interpreterFixture()));
  });

  it('writes one whole file and nothing beside it', () => {
    const path = ensure();
    expect(readFileSync(path, 'utf8')).toBe(renderPyo3Config(interpreterFixture()));
    expect(readdirSync(join(folder, 'data'))).toHaveLength(1);
  });

  it('comes back with the same time stamp after `nx reset`, so that pyo3 is not rebuilt', () => {
    const before = statSync(ensure()).mtimeMs;
    rmSync(join(folder, 'data'), { recursive: true });
    expect(statSync(ensure()).mtimeMs).toBe(before);
  });

  it('has another path for another content, so that pyo3 is rebuilt', () => {
    expect(ensure({ libDir: '/moved/lib' })).not.toBe(ensure());
  });
});
