import type { FileReader } from './file-reader.ts';

/**
 * A file system given as `{ 'path/to/file': 'text' }`; folders exist where files imply them.
 *
 * @param links what each link leads to, as `branches` gives it; nothing is found behind them.
 */
export function memoryReader(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): FileReader {
  const paths = Object.keys(files);
  const prefix = (path: string) => (path === '.' ? '' : `${path}/`);
  const list = (path: string) => {
    const inside = paths.filter((file) => file.startsWith(prefix(path)));
    const names = inside.map((file) => file.slice(prefix(path).length).split('/')[0] ?? '');
    return [...new Set(names)].sort();
  };
  return {
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    isFile: (path) => Object.hasOwn(files, path),
    isDirectory: (path) => paths.some((file) => file.startsWith(prefix(path))),
    list,
    entries: (path) =>
      list(path).map((name) => ({
        name,
        kind: Object.hasOwn(files, prefix(path) + name) ? 'file' : 'folder',
      })),
    branches: (path) => [
      ...list(path)
        .filter((name) => !Object.hasOwn(files, prefix(path) + name))
        .map((name) => ({ name })),
      ...Object.entries(links)
        .filter(([link]) => link.startsWith(prefix(path)))
        .map(([link, target]) => ({ name: link.slice(prefix(path).length), target }))
        .filter(({ name }) => !name.includes('/')),
    ],
  };
}
