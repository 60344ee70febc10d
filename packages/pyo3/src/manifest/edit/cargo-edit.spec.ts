import { describe, expect, it } from '@jest/globals';
import {
  addWorkspaceDependency,
  addWorkspaceMember,
  createWorkspace,
  setWorkspacePackage,
} from './cargo-edit.ts';

describe('addWorkspaceMember', () => {
  it('adds the folder to the list, once', () => {
    const once = addWorkspaceMember('[workspace]\nmembers = [\n  "a", # first\n]\n', 'libs/b');
    expect(once).toBe('[workspace]\nmembers = [\n  "a", # first\n  "libs/b",\n]\n');
    expect(addWorkspaceMember(once, 'libs/b')).toBe(once);
  });

  it('does not change the file if a glob covers the folder, or it is the root', () => {
    const text = '[workspace]\nmembers = ["libs/*"]\n';
    expect(addWorkspaceMember(text, 'libs/b')).toBe(text);
    expect(addWorkspaceMember(text, '.')).toBe(text);
  });

  it('lists an excluded folder, which cargo then accepts', () => {
    expect(
      addWorkspaceMember(
        '[workspace]\nmembers = ["libs/*"]\nexclude = ["libs/old/"]\n',
        'libs/old',
      ),
    ).toBe('[workspace]\nmembers = ["libs/*", "libs/old"]\nexclude = ["libs/old/"]\n');
  });

  it('turns a crate into the root of a workspace', () => {
    expect(addWorkspaceMember('[package]\nname = "x"\n', 'libs/b')).toBe(
      '[package]\nname = "x"\n\n[workspace]\nmembers = ["libs/b"]\n',
    );
  });
});

describe('addWorkspaceDependency', () => {
  it('adds it in order, and keeps an existing one', () => {
    const text = '[workspace.dependencies]\na = "1"\nserde = "1"\n';
    const once = addWorkspaceDependency(text, 'pyo3', { version: '0.30', features: ['abi3'] });
    expect(once).toBe(
      '[workspace.dependencies]\na = "1"\npyo3 = { version = "0.30", features = ["abi3"] }\nserde = "1"\n',
    );
    expect(addWorkspaceDependency(once, 'pyo3', '0.29')).toBe(once);
  });

  it('recognizes one that is a section of its own', () => {
    const text = '[workspace.dependencies.pyo3]\nversion = "0.30"\n';
    expect(addWorkspaceDependency(text, 'pyo3', '0.29')).toBe(text);
  });
});

describe('setWorkspacePackage', () => {
  it('adds only what is missing', () => {
    const text = '[workspace]\nmembers = []\n\n[workspace.package]\nedition = "2021"\n';
    const once = setWorkspacePackage(text, { edition: '2024', 'rust-version': '1.85' });
    expect(once).toBe(`${text}rust-version = "1.85"\n`);
    expect(setWorkspacePackage(once, { edition: '2024', 'rust-version': '1.85' })).toBe(once);
  });
});

describe('createWorkspace', () => {
  it('writes a virtual manifest', () => {
    expect(
      createWorkspace({
        members: ['libs/a'],
        resolver: '3',
        package: { edition: '2024' },
        dependencies: { pyo3: '0.30' },
      }),
    ).toBe(
      [
        '[workspace]',
        'resolver = "3"',
        'members = ["libs/a"]',
        '',
        '[workspace.package]',
        'edition = "2024"',
        '',
        '[workspace.dependencies]',
        'pyo3 = "0.30"',
        '',
      ].join('\n'),
    );
  });
});
