import { tableField } from '../../toml/fields.ts';
import type { Manifests } from '../folder/manifests.ts';
import { childPath } from '../folder/workspace-path.ts';

/** Backends that exist to compile: what they build is for one interpreter and one platform. */
const compilers: ReadonlySet<string> = new Set(['mesonpy', 'scikit_build_core.build']);

/** The arguments of `setup()` that make its wheel one of a platform (setuptools; cffi; setuptools-rust). */
const extensionArguments = /^(?!\s*#).*\b(?:ext_modules|cffi_modules|rust_extensions)\s*=/m;

/** Whether a project without maturin has an extension, as tree-sitter grammars have one in C. */
export function compilesExtension(root: string, manifests: Manifests): boolean {
  const pyproject = manifests.pyproject(root);
  if (compilers.has(pyproject?.buildSystem?.buildBackend ?? '')) return true;
  const listed = tableField(pyproject?.tool ?? {}, 'setuptools')?.['ext-modules'];
  if (Array.isArray(listed) && listed.length > 0) return true;
  return extensionArguments.test(scriptOf(root, manifests));
}

function scriptOf(root: string, { reader }: Manifests): string {
  const file = childPath(root, 'setup.py');
  try {
    return reader.isFile(file) ? (reader.read(file) ?? '') : '';
  } catch {
    return '';
  }
}
