import { describe, expect, it } from '@jest/globals';
import { edgesOf, python } from '../../testing/written-repository.ts';

describe('python edges', () => {
  const target = (dependency: string, tool = '') =>
    edgesOf({
      'one/pyproject.toml': python('Target_One'),
      'app/pyproject.toml': `${python('app', `dependencies = [${JSON.stringify(dependency)}]`)}${tool}`,
    });

  it.each(['target.one', 'target-one[fast]>=1; python_version < "3"', 'target-one @ file:///a/b'])(
    'are made of the name: %s',
    (dependency) => {
      expect(target(dependency)).toEqual(['app -python-dependency-> one']);
    },
  );

  it.each([
    ['a URL', 'target-one @ https://example.invalid/a.whl', ''],
    ['a repository', 'target-one @ git+ssh://git@example.invalid/a', ''],
    ['a uv source', 'target-one', '[tool.uv.sources]\ntarget-one = { index = "own" }\n'],
  ])('are not made of a name that %s leads elsewhere', (_what, dependency, tool) => {
    expect(target(dependency, tool)).toEqual([]);
  });

  it('lead to the member of the uv workspace where two distributions have a name', () => {
    const files = {
      'a/pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]\n',
      'a/twin/pyproject.toml': python('twin'),
      'b/twin/pyproject.toml': python('twin'),
    };
    const user = (tool: string) => ({
      ...files,
      'a/user/pyproject.toml': `${python('user', 'dependencies = ["twin"]')}${tool}`,
    });
    expect(edgesOf(user('[tool.uv.sources]\ntwin = { workspace = true }\n'))).toEqual([
      'a/user -python-dependency-> a/twin',
    ]);
    expect(edgesOf(user(''))).toHaveLength(2);
  });

  it('are not made of an extra of the distribution itself', () => {
    const own = python('twin', '[project.optional-dependencies]\nall = ["twin[fast]"]');
    expect(edgesOf({ 'a/pyproject.toml': own, 'b/pyproject.toml': python('twin') })).toEqual([]);
  });
});
