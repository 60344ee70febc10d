import { describe, expect, it } from '@jest/globals';
import { noMaterials } from '../project/reads/materials.ts';
import type { Pyo3Project } from '../project/folder/pyo3-project.ts';
import {
  clippyFiles,
  packingFiles,
  pytestFiles,
  ruffFiles,
  typecheckFiles,
} from './workspace-files.ts';

/** Enough of a project for what depends on its folder and kind alone. */
function projectOf(kind: 'maturin' | 'python', root = 'libs/a'): Pyo3Project {
  return { kind, root } as Pyo3Project;
}

// Each name was seen in a trace of system calls (integration/strace); a file of it changes the result.
describe('files that a tool looks for above the project', () => {
  it.each([
    ['pytest', pytestFiles, ['conftest.py', '__init__.py', '.pytest.toml', 'setup.cfg']],
    ['mypy', typecheckFiles, ['mypy.ini', '__init__.py', '__init__.pyi']],
    ['ruff', ruffFiles, ['ruff.toml', '.ruff.toml', '.ignore']],
  ])('are inputs of %s in each enclosing folder', (_, filesOf, names) => {
    expect(filesOf(projectOf('python'))).toEqual(
      expect.arrayContaining(
        names.flatMap((name) => [`{workspaceRoot}/libs/${name}`, `{workspaceRoot}/${name}`]),
      ),
    );
  });

  it.each([
    ['maturin', ['{workspaceRoot}/libs/.ignore', '{workspaceRoot}/.ignore']],
    [
      'python',
      ['.gitignore', '.hgignore'].flatMap((name) => [
        `{workspaceRoot}/libs/${name}`,
        `{workspaceRoot}/${name}`,
      ]),
    ],
  ] as const)('decide what is packed of a project of the kind %s', (kind, files) => {
    expect([...packingFiles(projectOf(kind))].sort()).toEqual([...files].sort());
  });

  it('are inputs of clippy above each crate that the project uses', () => {
    const sources = {
      ...{ projects: [], folders: [], cargoFolders: [], compiled: [], materials: noMaterials },
      crateFolders: ['libs/a', 'crates/shared'],
    };
    expect(clippyFiles(projectOf('python'), sources)).toEqual(
      expect.arrayContaining(['{workspaceRoot}/crates/clippy.toml', '{workspaceRoot}/clippy.toml']),
    );
  });

  it('are none for a project in the root, which has all of its files', () => {
    for (const filesOf of [packingFiles, pytestFiles, ruffFiles, typecheckFiles]) {
      expect(filesOf(projectOf('python', '.'))).toEqual([]);
    }
  });
});
