/** The last line of `develop` when it has installed a project. `watch` finds it by `installedNames`. */
export function installedLine(name: string, prefix: string): string {
  return `${name} is installed in ${prefix}, editable`;
}

/** The last line of `develop` when it has found a project installed. */
export function upToDateLine(name: string, prefix: string): string {
  return `${name} is up to date in ${prefix}`;
}

/**
 * Names of the projects that have an `installedLine` in an output, sorted.
 *
 * @param output without colours.
 */
export function installedNames(output: string): readonly string[] {
  const lines = [...output.matchAll(/^(\S+) is installed in .+, editable$/gm)];
  return [...new Set(lines.map(([, name = '']) => name))].sort();
}
