import { describe, expect, it } from '@jest/globals';
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
      hashed: () => ({
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

  it('tells that a project without crate cannot have this target', async () => {
    await expect(testCrates(fakeSession({ project: pythonProject }), {})).rejects.toThrow(
      'a:target cannot run: the project in libs/a has no crate.',
    );
  });
});
