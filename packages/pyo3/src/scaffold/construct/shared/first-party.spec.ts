import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { describe, expect, it } from '@jest/globals';
import { isFirstParty } from './first-party.ts';

function found(files: Readonly<Record<string, string>>): boolean {
  const tree = createTreeWithEmptyWorkspace();
  for (const [file, text] of Object.entries(files)) tree.write(`libs/fast/${file}`, text);
  return isFirstParty(tree, 'libs/fast', 'fast');
}

describe('a module that ruff treats as first-party', () => {
  it.each([
    [{ 'fast/__init__.py': '' }],
    [{ 'src/fast/__init__.py': '' }],
    [{ 'fast.pyi': '' }],
    [{ 'pyproject.toml': '[tool.ruff.lint.isort]\nknown-first-party = ["fast"]\n' }],
  ])('is found by %j', (files) => {
    expect(found(files)).toBe(true);
  });

  it.each([
    [{}],
    [{ 'python/fast/__init__.py': '' }],
    [{ 'pyproject.toml': '[tool.ruff.lint.isort]\nknown-first-party = ["slow"]\n' }],
  ])('is not found by %j', (files) => {
    expect(found(files)).toBe(false);
  });
});
