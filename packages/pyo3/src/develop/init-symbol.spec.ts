import { describe, expect, it } from '@jest/globals';
import { renderError } from '../diagnostics/render.ts';
import { maturinProject } from '../testing/projects.ts';
import { requireInitSymbol } from './init-symbol.ts';

describe('a library without the init function of its module', () => {
  it.each([
    "⚠️  Warning: Couldn't find the symbol `PyInit__a` or `PyModExport__a` in the native library.",
    "⚠️  Warning: Couldn't find the symbol `PyInit__a` in the native library. Python will fail",
  ])('is an error, with what to rename, after %j', (warning) => {
    let message = 'accepted';
    try {
      requireInitSymbol(maturinProject, `📦 Built\n${warning}\n🛠 Installed`);
    } catch (error) {
      message = renderError(error);
    }
    expect(message).toBe(
      'libs/a/pyproject.toml: Python cannot import a._a: the library was built, and it does not define PyInit__a. [init-symbol-missing]\n' +
        '  → Call the #[pymodule] of the crate a `_a`, or end [tool.maturin] module-name with the name that it has.',
    );
  });

  it('is not one that maturin says nothing of', () => {
    expect(() => requireInitSymbol(maturinProject, '📦 Built\n🛠 Installed a-0.1.0')).not.toThrow();
  });
});
