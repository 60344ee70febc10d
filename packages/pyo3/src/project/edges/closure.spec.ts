import { describe, expect, it } from '@jest/globals';
import { python, repositoryOf } from '../../testing/written-repository.ts';
import { closureOf, edgesBySource, pythonUses } from './closure.ts';
import { withoutNeed, type ProjectEdge } from './project-edge.ts';

describe('a dependency whose marker is false', () => {
  const files = (dependencies: string) => ({
    'app/pyproject.toml': python('app', `dependencies = [${dependencies}]`),
    'old/pyproject.toml': python('old', 'dependencies = ["older"]'),
    'older/pyproject.toml': python('older'),
    '.venv/pyvenv.cfg': 'version = 3.12.1\n',
  });
  const imported: ProjectEdge = {
    source: 'app',
    target: 'old',
    kind: 'python-import',
    sourceFile: 'app/app.py',
  };
  const closure = (dependencies: string, more: readonly ProjectEdge[] = []) => {
    const { edges } = repositoryOf(files(dependencies));
    const bySource = edgesBySource(withoutNeed([...edges, ...more]));
    const { python: counted, needed } = closureOf('app', bySource);
    return { counted, needed: needed.python, direct: pythonUses('app', bySource) };
  };
  const unneeded = `"old; python_version < '3.12'"`;
  const both = ['old', 'older'];

  it('is in the cache key, and orders nothing', () => {
    expect(closure(unneeded)).toEqual({ counted: both, needed: [], direct: [] });
  });

  it('is not ordered by an import either, which stands under a condition', () => {
    expect(closure(unneeded, [imported])).toEqual({ counted: both, needed: [], direct: [] });
  });

  it('is ordered by another requirement whose marker is true', () => {
    const all = { counted: both, needed: both, direct: ['old'] };
    expect(closure(`${unneeded}, "old>=2; python_version >= '3.12'"`)).toEqual(all);
    expect(closure(`"old; python_version >= '3.12'", ${unneeded}`)).toEqual(all);
  });
});
