/**
 * Where the Python of an environment takes a module from, told from files alone: site-packages comes
 * before the folders that its `.pth` files name, in the order of their names (Python's `site` module),
 * and a regular package before a namespace (PEP 420).
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { safely } from '../files/disk.ts';

/** The folders on `sys.path` of an environment, without those of the standard library. */
export function sitePath(sitePackages: string): readonly string[] {
  const names = safely(() => readdirSync(sitePackages), []).sort();
  const files = names.filter((name) => name.endsWith('.pth') && !name.startsWith('.'));
  const lines = files.flatMap((name) =>
    safely(() => readFileSync(join(sitePackages, name), 'utf8'), '').split(/\r?\n/),
  );
  const folders = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(#|import[ \t])/.test(line))
    .map((line) => resolve(sitePackages, line));
  return [...new Set([sitePackages, ...folders])];
}

/**
 * The folder of a package, or the file of a module; `undefined` for what no folder has, what a finder
 * of its own provides, and a namespace.
 *
 * @param module dotted.
 * @param path folders, in the order in which Python looks.
 */
export function moduleOrigin(module: string, path: readonly string[]): string | undefined {
  const [head = '', ...rest] = module.split('.');
  const portions: string[] = [];
  for (const folder of path) {
    const package_ = join(folder, head);
    if (isModule(package_, '__init__')) {
      return rest.length === 0 ? package_ : moduleOrigin(rest.join('.'), [package_]);
    }
    const file = isModule(folder, head);
    if (file !== undefined) return rest.length === 0 ? join(folder, file) : undefined;
    if (safely(() => statSync(package_).isDirectory(), false)) portions.push(package_);
  }
  return rest.length === 0 ? undefined : moduleOrigin(rest.join('.'), portions);
}

/** The file of a module in a folder: Python, or compiled for any version. */
function isModule(folder: string, name: string): string | undefined {
  const isFile = (file: string) => safely(() => statSync(join(folder, file)).isFile(), false);
  if (isFile(`${name}.py`)) return `${name}.py`;
  return safely(() => readdirSync(folder), []).find(
    (file) => file.startsWith(`${name}.`) && /\.(so|pyd)$/.test(basename(file)) && isFile(file),
  );
}
