import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { namesRuff } from './ruff-settings.ts';

const project = { 'libs/a/pyproject.toml': '[project]\nname = "a"\nversion = "1"\n' };
const isNamed = (files: Readonly<Record<string, string>>) =>
  namesRuff('libs/a', manifestsOf(memoryReader({ ...project, ...files })));

describe('ruff is named by the project or a folder around it', () => {
  it.each([
    ['settings', { 'libs/a/ruff.toml': '' }],
    ['hidden settings above', { '.ruff.toml': '' }],
    ['a table', { 'pyproject.toml': '[tool.ruff]\n' }],
    ['a dependency group', { 'pyproject.toml': '[dependency-groups]\ndev = ["ruff==0.9"]\n' }],
    [
      'an extra of the project',
      {
        'libs/a/pyproject.toml':
          '[project]\nname = "a"\nversion = "1"\n[project.optional-dependencies]\nlint = ["ruff>=0.9"]\n',
      },
    ],
    [
      'a group of poetry',
      { 'pyproject.toml': '[tool.poetry.group.dev.dependencies]\nruff = "^0.9"\n' },
    ],
    [
      'an environment of hatch',
      { 'pyproject.toml': '[tool.hatch.envs.lint]\ndependencies = ["ruff"]\n' },
    ],
    ['the manifest, although it is broken', { 'pyproject.toml': '[tool.ruff\n' }],
    ['uv.lock', { 'uv.lock': '[[package]]\nname = "ruff"\nversion = "0.9.0"\n' }],
    ['poetry.lock', { 'libs/a/poetry.lock': '[[package]]\nname = "ruff"\n' }],
    [
      'pre-commit',
      {
        '.pre-commit-config.yaml':
          'repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n',
      },
    ],
    ['tox', { 'tox.ini': '[testenv:lint]\ncommands = ruff check .\n' }],
    ['nox', { 'noxfile.py': 'session.install("ruff")\n' }],
    ['requirements', { 'requirements-dev.txt': 'pytest\nruff==0.9\n' }],
    ['requirements in a folder', { 'libs/a/requirements/lint.txt': 'ruff\n' }],
    ['make', { Makefile: 'lint:\n\truff check .\n' }],
    ['a workflow', { '.github/workflows/ci.yml': 'steps: [{ uses: astral-sh/ruff-action@v3 }]\n' }],
  ])('by %s', (_what, files) => {
    expect(isNamed(files as Readonly<Record<string, string>>)).toBe(true);
  });

  it.each([
    ['nothing of the kind', {}],
    ['another linter', { 'tox.ini': '[flake8]\n', 'requirements.txt': 'flake8\n' }],
    ['a longer word', { 'requirements.txt': 'scruffy\n' }],
    ['a comment of the manifest', { 'pyproject.toml': '# not ruff\n[tool.black]\n' }],
    ['what needs something like it in a lock', { 'uv.lock': '[[package]]\nname = "ruffus"\n' }],
    ['another project', { 'libs/b/ruff.toml': '' }],
  ])('not by %s', (_what, files) => {
    expect(isNamed(files as Readonly<Record<string, string>>)).toBe(false);
  });
});
