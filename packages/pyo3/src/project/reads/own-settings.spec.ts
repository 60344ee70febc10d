import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { ownSettings } from './own-settings.ts';

const pyproject = `[project]
name = "x"
version = "1.0.0"
requires-python = ">=3.11"
dependencies = ["numpy"]
[build-system]
requires = ["maturin"]
[tool.maturin]
features = ["fast"]
[tool.ruff]
line-length = 80
[tool.mypy]
strict = true
[tool.backend]
key = 1
`;

/** For each reader whether its part is another one after the change. */
function changed(from: string, to: string) {
  const nodes = (text: string) =>
    Object.entries(ownSettings('x', manifestsOf(memoryReader({ 'x/pyproject.toml': text })))).map(
      ([reader, { sets }]) => [reader, sets.map(({ key }) => key).join()] as const,
    );
  expect(pyproject).toContain(from);
  const before = new Map(nodes(pyproject));
  return nodes(pyproject.replace(from, to))
    .filter(([reader, key]) => before.get(reader) !== key)
    .map(([reader]) => reader);
}

describe("parts of a project's own pyproject.toml", () => {
  it.each([
    ['a comment', '[tool.ruff]', '# Remark.\n[tool.ruff]', []],
    ['another way to write a table', '[tool.backend]\nkey = 1', '[tool]\nbackend.key = 1', []],
    ['the version', '1.0.0', '1.0.1', ['wheel']],
    ['a dependency', '"numpy"', '"numpy>=2"', ['environment', 'types', 'wheel']],
    ['the oldest Python', '>=3.11', '>=3.12', ['rust', 'environment', 'types', 'wheel']],
    ["maturin's settings", 'fast', 'slow', ['rust', 'types', 'wheel']],
    ["ruff's settings", '80', '100', []],
    ["the type checker's settings", 'strict = true', 'strict = false', ['types']],
    ['settings of a tool that is not known', 'key = 1', 'key = 2', ['types', 'wheel']],
  ])('%s', (_, from, to, readers) => {
    expect(changed(from, to)).toEqual(readers);
  });

  it('are nothing where there is no such file', () => {
    const { rust, wheel } = ownSettings('x', manifestsOf(memoryReader({})));
    expect([rust.sets, wheel.readFrom]).toEqual([[], []]);
  });
});
