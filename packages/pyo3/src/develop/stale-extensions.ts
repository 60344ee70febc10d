/**
 * Names of the files in an extension's package that this interpreter would take for the extension,
 * other than the one that was written last.
 *
 * Python tries the suffix of its own version before `.abi3.so` (`importlib.machinery
 * .EXTENSION_SUFFIXES`), so a file that was left by an earlier build without the stable ABI would
 * be loaded instead of the new one. Files for other versions of Python are not in the way.
 *
 * @param files of the package's folder, with their times of modification in milliseconds.
 * @param extSuffix of the interpreter, for example `.cpython-311-x86_64-linux-gnu.so`.
 */
export function staleExtensions(
  files: readonly { readonly name: string; readonly modified: number }[],
  initName: string,
  extSuffix: string,
): readonly string[] {
  const loadable = files.filter(({ name }) => isLoadable(name, initName, extSuffix));
  const newest = Math.max(...loadable.map(({ modified }) => modified));
  return loadable.filter(({ modified }) => modified < newest).map(({ name }) => name);
}

/** The same, where it is known which of the `names` is right: all others that could be loaded. */
export function staleSiblings(
  names: readonly string[],
  initName: string,
  extSuffix: string,
  right: string,
): readonly string[] {
  return names.filter((name) => name !== right && isLoadable(name, initName, extSuffix));
}

/** Whether Python takes a file of this name for the extension. */
export function isLoadable(name: string, initName: string, extSuffix: string): boolean {
  if (!name.startsWith(`${initName}.`)) return false;
  const suffix = name.slice(initName.length);
  return suffix === extSuffix || /^(\.abi3(-[^.]+)?)?\.(so|pyd)$/.test(suffix);
}
