import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskReader } from '../files/disk.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject } from '../testing/projects.ts';
import { buildCrate } from './build-crate.ts';

let root: string;
let made: string;
const isPosix = process.platform !== 'win32';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-crate-')));
  made = join(root, 'target', 'release');
  mkdirSync(join(root, 'libs/a'), { recursive: true });
  mkdirSync(made, { recursive: true });
  writeFileSync(join(root, 'libs/a/Cargo.toml'), '[package]\nname = "a"\nversion = "1.0.0"\n');
});
afterEach(() => rmSync(root, { recursive: true }));

interface Artifact {
  readonly kind: string;
  readonly types: readonly string[];
  readonly file: string;
  readonly fresh?: boolean;
  readonly of?: string;
}

/** A line that cargo prints for a file, as cargo 1.95 does. */
function line({ kind, types, file, fresh = false, of = 'libs/a/Cargo.toml' }: Artifact): string {
  const path = join(made, file);
  writeFileSync(path, file);
  return JSON.stringify({
    reason: 'compiler-artifact',
    manifest_path: join(root, of),
    target: { kind: [kind], crate_types: types },
    filenames: [path],
    executable: kind === 'lib' || kind === 'cdylib' ? null : path,
    fresh,
  });
}

function session(...artifacts: readonly Artifact[]) {
  const stdout = artifacts.map(line).join('\n');
  return fakeSession({
    workspaceRoot: root,
    project: crateProject,
    reader: diskReader(root),
    results: { 'cargo build': { stdout } },
  });
}

const program = { kind: 'bin', types: ['bin'], file: 'tool' };
const library = { kind: 'cdylib', types: ['cdylib'], file: 'liba.so' };
const folder = () => join(root, 'libs/a/dist/cargo');

describe('the build of a crate', () => {
  it('copies programs and libraries for other languages, and nothing that only rustc reads', async () => {
    const built = session(
      { kind: 'lib', types: ['lib'], file: 'liba.rlib' },
      { kind: 'custom-build', types: ['bin'], file: 'build-script-build' },
      { ...program, file: 'other', of: 'libs/b/Cargo.toml' },
      program,
      library,
    );
    expect(await buildCrate(built, { profile: 'release' })).toBe(true);
    expect(readdirSync(folder()).sort()).toEqual(['liba.so', 'tool']);
    if (isPosix) expect(statSync(join(folder(), 'tool')).mode & 0o777).toBe(0o755);
    expect(built.printed).toEqual(['libs/a/dist/cargo: tool, liba.so']);
    expect(built.ran).toEqual([
      'cargo build --package a --profile release --message-format json-render-diagnostics',
    ]);
  });

  it('removes what an earlier build has left, and leaves an equal file as it is', async () => {
    await buildCrate(session(program, { ...program, file: 'old' }), {});
    const before = statSync(join(folder(), 'tool')).mtimeMs;
    await buildCrate(session(program), {});
    expect(readdirSync(folder())).toEqual(['tool']);
    expect(statSync(join(folder(), 'tool')).mtimeMs).toBe(before);
    await buildCrate(session(), {});
    expect(readdirSync(folder())).toEqual([]);
  });

  it('compiles again what is fresh for cargo but may come from another build', async () => {
    const first = session({ ...library, fresh: true });
    await buildCrate(first, {});
    expect(first.ran.map((one) => one.split(' ')[1])).toEqual(['build', 'clean', 'build']);
    const second = session({ ...library, fresh: true });
    await buildCrate(second, {});
    expect(second.ran).toHaveLength(1);
    const features = session({ ...library, fresh: true });
    await buildCrate(features, { features: ['x'] });
    expect(features.ran.map((one) => one.split(' ')[1])).toEqual(['build', 'clean', 'build']);
  });

  it('copies nothing when cargo fails', async () => {
    const failing = fakeSession({
      workspaceRoot: root,
      project: crateProject,
      results: { 'cargo build': { exitCode: 101 } },
    });
    expect(await buildCrate(failing, {})).toBe(false);
    expect(() => readFileSync(folder())).toThrow('ENOENT');
  });
});
