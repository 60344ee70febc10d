import { describe, expect, it } from '@jest/globals';
import {
  addDependency,
  addToDependencyGroup,
  addUvMember,
  addUvSource,
  createRootPyproject,
  setToolUvPackageFalse,
} from './pyproject-edit.ts';
import { readPyproject } from '../pyproject/pyproject.ts';

describe('addUvMember', () => {
  it('adds the folder, once, and creates the workspace', () => {
    const once = addUvMember('[project]\nname = "x"\n', 'libs/a');
    expect(once).toBe('[project]\nname = "x"\n\n[tool.uv.workspace]\nmembers = ["libs/a"]\n');
    expect(addUvMember(once, 'libs/a')).toBe(once);
  });

  it('does not change the file if a glob covers the folder, or it is the root', () => {
    const text = '[tool.uv.workspace]\nmembers = ["libs/*"]\n';
    expect(addUvMember(text, 'libs/b')).toBe(text);
    expect(addUvMember(text, '.')).toBe(text);
  });

  it('rejects a folder that uv excludes', () => {
    const text = '[tool.uv.workspace]\nmembers = []\nexclude = ["libs/old*"]\n';
    expect(() => addUvMember(text, 'libs/old')).toThrow(
      expect.objectContaining({
        code: 'edit-failed',
        message:
          '"libs/old" cannot join the uv workspace, because tool.uv.workspace.exclude excludes it.',
        hint: 'Remove the pattern from "exclude", or choose another folder.',
      }),
    );
  });
});

describe('addUvSource', () => {
  it('adds a member of the workspace; an existing source of the distribution is kept', () => {
    const once = addUvSource('[tool.uv]\npackage = false\n', 'my-lib');
    expect(once).toBe(
      '[tool.uv]\npackage = false\n\n[tool.uv.sources]\nmy-lib = { workspace = true }\n',
    );
    expect(addUvSource(once, 'My_Lib', { path: '../my-lib' })).toBe(once);
  });
});

describe('addDependency', () => {
  it('adds a requirement; an existing one of the distribution is kept', () => {
    const once = addDependency('[project]\nname = "x"\ndependencies = ["Foo.Bar>=1"]\n', 'baz');
    expect(once).toBe('[project]\nname = "x"\ndependencies = ["Foo.Bar>=1", "baz"]\n');
    expect(addDependency(once, 'foo-bar[extra]>=2')).toBe(once);
  });
});

describe('addToDependencyGroup', () => {
  it('adds to a group with another spelling, beside the groups that it includes', () => {
    const text = '[dependency-groups]\nDev_Tools = [{ include-group = "test" }]\n';
    expect(addToDependencyGroup(text, 'dev-tools', 'ruff')).toBe(
      '[dependency-groups]\nDev_Tools = [{ include-group = "test" }, "ruff"]\n',
    );
  });

  it('creates a missing group', () => {
    expect(addToDependencyGroup('', 'dev', 'ruff>=0.9')).toBe(
      '[dependency-groups]\ndev = ["ruff>=0.9"]\n',
    );
  });

  it('rejects a group that is not an array', () => {
    expect(() => addToDependencyGroup('[dependency-groups]\ndev = 1\n', 'dev', 'x')).toThrow(
      'The file was left unchanged: "dependency-groups.dev" is not an array.',
    );
  });
});

describe('setToolUvPackageFalse', () => {
  it('sets it once, and not if the file states otherwise', () => {
    expect(setToolUvPackageFalse('')).toBe('[tool.uv]\npackage = false\n');
    const decided = '[tool.uv]\npackage = true\n';
    expect(setToolUvPackageFalse(decided)).toBe(decided);
  });

  it('puts [tool.uv] before the section of its workspace', () => {
    expect(setToolUvPackageFalse('[tool.uv.workspace]\nmembers = []\n')).toBe(
      '[tool.uv]\npackage = false\n\n[tool.uv.workspace]\nmembers = []\n',
    );
  });
});

describe('createRootPyproject', () => {
  it('writes a uv workspace that is not itself a package', () => {
    const text = createRootPyproject({
      name: 'root',
      requiresPython: '>=3.9',
      members: ['libs/*'],
      dev: ['pytest>=8', 'maturin>=1.16'],
    });
    expect(readPyproject(text, 'pyproject.toml')).toMatchObject({
      project: { name: 'root', version: '0.0.0', requiresPython: '>=3.9', dependencies: [] },
      dependencyGroups: { dev: ['pytest>=8', 'maturin>=1.16'] },
      uv: { package: false, workspace: { members: ['libs/*'], exclude: [] } },
    });
    expect(addToDependencyGroup(text, 'dev', 'ruff')).toContain('  "maturin>=1.16",\n  "ruff",\n]');
  });
});
