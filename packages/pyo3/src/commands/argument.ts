/**
 * Arguments whose text comes from a manifest or an option. Text that begins with a hyphen must not
 * become an option of the program: cargo reads `--package --config=x` as two options, because the
 * value of `--package` is optional.
 */

/** An option with its value, as one argument if the value begins with a hyphen. */
export function optionWithValue(option: string, value: string): readonly string[] {
  if (!value.startsWith('-')) return [option, value];
  return [option.startsWith('--') ? `${option}=${value}` : `${option}${value}`];
}

/** Paths as positional arguments; not all tools support `--`. */
export function pathArguments(paths: readonly string[]): readonly string[] {
  return paths.map((path) => (path.startsWith('-') ? `./${path}` : path));
}
