import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { developmentRequirements } from './development-group.ts';

const requirementsIn = (pyproject: string) =>
  developmentRequirements(memoryReader({ 'pyproject.toml': pyproject }));

describe('what is installed into a new environment', () => {
  it('is the group dev of the workspace, and the tools that it lacks', () => {
    expect(
      requirementsIn('[dependency-groups]\ndev = ["pytest>=8", "ruff"]\ndocs = ["mkdocs"]'),
    ).toEqual(['pytest>=8', 'ruff', 'maturin>=1.9.4,<2']);
  });

  it("is uv's default groups and dev-dependencies", () => {
    const groups = '[dependency-groups]\ndev = ["mypy"]\nlint = ["ruff==0.9"]\ntest = ["pytest"]\n';
    const rest = ['maturin>=1.9.4,<2'];
    expect(requirementsIn(`${groups}[tool.uv]\ndefault-groups = ["lint", "test"]`)).toEqual([
      ...['ruff==0.9', 'pytest'],
      ...rest,
    ]);
    expect(requirementsIn(`${groups}[tool.uv]\ndefault-groups = "all"`)).toEqual([
      ...['mypy', 'ruff==0.9', 'pytest'],
      ...rest,
    ]);
    expect(requirementsIn('[tool.uv]\ndev-dependencies = ["pytest", "ruff"]')).toEqual([
      ...['pytest', 'ruff'],
      ...rest,
    ]);
  });

  it('has tools in the version that another group or an extra asks for', () => {
    expect(
      requirementsIn(
        '[project]\nname = "a"\n[project.optional-dependencies]\nqa = ["pytest<8"]\n[dependency-groups]\nlint = ["ruff==0.9"]',
      ),
    ).toEqual(['maturin>=1.9.4,<2', 'pytest<8', 'ruff==0.9']);
  });

  it('includes the groups that dev includes, also when they include each other', () => {
    expect(
      requirementsIn(`[dependency-groups]
dev = ["ruff", { include-group = "Test_Tools" }]
test-tools = ["pytest", { include-group = "dev" }]`),
    ).toEqual(['ruff', 'pytest', 'maturin>=1.9.4,<2']);
  });

  it('is never a project of the workspace, which an index may have another one of', () => {
    expect(
      requirementsIn(`[dependency-groups]
dev = ["pytest", "My.Lib"]

[tool.uv.sources]
my-lib = { workspace = true }`),
    ).toEqual(['pytest', 'maturin>=1.9.4,<2', 'ruff']);
  });

  it('is what the inferred targets need, where the workspace names nothing', () => {
    const tools = ['maturin>=1.9.4,<2', 'pytest', 'ruff'];
    expect(requirementsIn('[tool.uv]\npackage = false')).toEqual(tools);
    expect(developmentRequirements(memoryReader({}))).toEqual(tools);
  });
});
