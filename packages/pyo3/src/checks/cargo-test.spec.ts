import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import type { Crate, SetuptoolsRustProject } from '../project/folder/pyo3-project.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject, pythonProject, setuptoolsRustProject } from '../testing/projects.ts';
import { testCrates } from './cargo-test.ts';

describe('cargo-test', () => {
  it('is the result of cargo', async () => {
    expect(await testCrates(fakeSession(), {})).toBe(true);
    const failing = fakeSession({ results: { 'cargo test': { exitCode: 101 } } });
    expect(await testCrates(failing, {})).toBe(false);
  });

  it('tests every crate of a project, also after one has failed', async () => {
    const other: Crate = { ...crateProject.crate, name: 'b' };
    const project: SetuptoolsRustProject = {
      ...setuptoolsRustProject,
      crates: [crateProject.crate, other],
    };
    const failed = { 'cargo test --package a': { exitCode: 101 } };
    const session = fakeSession({ project, results: failed });
    expect(await testCrates(session, {})).toBe(false);
    expect(session.ran).toEqual(['cargo test --package a', 'cargo test --package b']);
  });

  it('asks what is read of every crate that has passed, also after one has failed', async () => {
    const other: Crate = { ...crateProject.crate, name: 'b' };
    const session = fakeSession({
      workspaceRoot: import.meta.dirname,
      project: { ...setuptoolsRustProject, crates: [crateProject.crate, other] },
      results: { 'cargo test --package a': { exitCode: 101 } },
      hashed: () =>
        Promise.resolve({
          hasFile: () => true,
          hasIgnored: () => false,
          isOutput: () => false,
          places: [],
          variables: new Set(),
        }),
    });
    expect(await testCrates(session, {})).toBe(false);
    expect(session.ran).toEqual([
      'cargo test --package a',
      'cargo test --package b',
      'cargo test --package b --no-run --message-format json-render-diagnostics',
    ]);
    expect(session.modes.map(({ show }) => show)).toEqual(['live', 'live', 'on failure']);
  });

  const withFiles = (files: Readonly<Record<string, string>>, args: readonly string[] = []) =>
    fakeSession({ project: crateProject, args, reader: memoryReader(files) });
  const manifest = '[package]\nname = "a"\nversion = "1.0.0"\n';

  it('compiles nothing for a crate that surely has no test, unless it is told what to do', async () => {
    const files = { 'libs/a/Cargo.toml': manifest, 'libs/a/src/lib.rs': 'pub fn a() {}' };
    const session = withFiles(files);
    expect(await testCrates(session, {})).toBe(true);
    expect(session.ran).toEqual([]);
    expect(session.printed).toEqual(['a has no Rust tests, so nothing is compiled.']);
    const told = withFiles(files, ['--benches']);
    await testCrates(told, {});
    expect(told.ran).toEqual(['cargo test --package a --benches']);
  });

  it('leaves extension-module out where it is on by default', async () => {
    const session = withFiles({
      'libs/a/Cargo.toml': `${manifest}[dependencies]\npyo3 = "0.27"\n[features]\ndefault = ["ext", "io"]\next = ["pyo3/extension-module"]\nio = []\n`,
      'libs/a/src/lib.rs': '#[test] fn a() {}',
    });
    await testCrates(session, {});
    expect(session.ran).toEqual(['cargo test --package a --features io --no-default-features']);
  });

  it('tells that a project without crate cannot have this target', async () => {
    await expect(testCrates(fakeSession({ project: pythonProject }), {})).rejects.toThrow(
      'a:target cannot run: the project in libs/a has no crate.',
    );
  });
});
