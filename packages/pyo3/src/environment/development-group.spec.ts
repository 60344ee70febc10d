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

  it.each([
    ['the locked version of each', '[{ name = "ruff", version = "0.9.0" }]', 'ruff==0.9.0'],
    [
      'no locked version that is not accepted any more',
      '[{ name = "ruff", version = "0.8.0" }]',
      'ruff>=0.9',
    ],
    [
      'no version of two',
      '[{ name = "ruff", version = "0.9.1" }, { name = "ruff", version = "0.9.2" }]',
      'ruff>=0.9',
    ],
    ['nothing of a lock that cannot be read', '3', 'ruff>=0.9'],
  ])('has %s', (_what, packages, ruff) => {
    const reader = memoryReader({
      'pyproject.toml': '[dependency-groups]\ndev = ["pytest"]\nlint = ["ruff>=0.9"]',
      'uv.lock': `version = 1\npackage = ${packages}\n`,
    });
    expect(developmentRequirements(reader)).toEqual(['pytest', 'maturin>=1.9.4,<2', ruff]);
  });

  it('is the type checker that the workspace configures and names', () => {
    const named = '[dependency-groups]\nlint = ["mypy<2"]\n';
    const tools = ['maturin>=1.9.4,<2', 'pytest', 'ruff'];
    expect(requirementsIn(`${named}[tool.mypy]\n`)).toEqual([...tools, 'mypy<2']);
    expect(requirementsIn(named)).toEqual(tools);
    expect(requirementsIn('[tool.mypy]\n')).toEqual(tools);
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
