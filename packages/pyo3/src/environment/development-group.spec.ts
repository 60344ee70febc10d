import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { developmentRequirements } from './development-group.ts';

const requirementsIn = (pyproject: string) =>
  developmentRequirements(memoryReader({ 'pyproject.toml': pyproject }));

describe('what is installed into a new environment', () => {
  it('is the group dev of the workspace', () => {
    expect(
      requirementsIn('[dependency-groups]\ndev = ["pytest>=8", "ruff"]\ndocs = ["mkdocs"]'),
    ).toEqual(['pytest>=8', 'ruff']);
  });

  it('includes the groups that dev includes, also when they include each other', () => {
    expect(
      requirementsIn(`[dependency-groups]
dev = ["ruff", { include-group = "Test_Tools" }]
test-tools = ["pytest", { include-group = "dev" }]`),
    ).toEqual(['ruff', 'pytest']);
  });

  it('is never a project of the workspace, which an index may have another one of', () => {
    expect(
      requirementsIn(`[dependency-groups]
dev = ["pytest", "My.Lib"]

[tool.uv.sources]
my-lib = { workspace = true }`),
    ).toEqual(['pytest']);
  });

  it('is what the inferred targets need, where the workspace names nothing', () => {
    const tools = ['maturin>=1.9.4,<2', 'pytest', 'ruff'];
    expect(requirementsIn('[tool.uv]\npackage = false')).toEqual(tools);
    expect(developmentRequirements(memoryReader({}))).toEqual(tools);
  });
});
