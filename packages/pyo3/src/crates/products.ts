import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { isRegularFile, requireWithin } from '../files/reach.ts';
import { replaceFile, unwritable } from '../files/replace-file.ts';
import type { CargoMessage } from '../cargo/message.ts';

/** A file that cargo has made of a crate itself, for others to use. */
export interface Product {
  readonly path: string;
  readonly isProgram: boolean;
  /** Whether cargo had nothing to compile for it. */
  readonly fresh: boolean;
}

/** Programs, and libraries for the linker of another language; not what only rustc reads. */
export function productsOf(
  messages: readonly CargoMessage[],
  manifest: string,
): readonly Product[] {
  return messages
    .filter(({ reason, manifest_path: of }) => reason === 'compiler-artifact' && of === manifest)
    .flatMap(({ target, executable, filenames = [], fresh = false }): Product[] => {
      const kinds = target?.kind ?? [];
      if (kinds.includes('bin') && executable) {
        return [{ path: executable, isProgram: true, fresh }];
      }
      const types = kinds.includes('custom-build') ? [] : (target?.crate_types ?? []);
      const wanted = [
        ...(types.some((type) => type === 'cdylib' || type === 'dylib') ? dynamic : []),
        ...(types.includes('staticlib') ? fixed : []),
      ];
      return filenames
        .filter((path) => wanted.some((ending) => path.endsWith(ending)))
        .map((path) => ({ path, isProgram: false, fresh }));
    });
}

/** With the import library that the linker of Windows needs. */
const dynamic = ['.so', '.dylib', '.dll', '.dll.lib', '.dll.a', '.wasm'];
const fixed = ['.a', '.lib'];

/**
 * Whether cargo gives the file no digest in its name, so that another build can have overwritten it
 * (see `isBuiltBy`): dynamic libraries, and the programs of Windows and wasm.
 */
export function canBeOverwritten({ path }: Product): boolean {
  return /\.(so|dylib|dll|exe|wasm)$/.test(path);
}

/**
 * Makes the folder hold exactly these files. A file that is the same stays as it is.
 *
 * @param folder absolute, and below `workspaceRoot`.
 * @throws Pyo3Error `file-unwritable`; `path-invalid` if a link leads out of the workspace.
 */
export function placeProducts(
  workspaceRoot: AbsolutePath,
  folder: string,
  products: readonly Product[],
): readonly string[] {
  requireWithin(folder, [workspaceRoot]);
  const names = products.map(({ path }) => basename(path));
  try {
    if (names.length > 0) mkdirSync(folder, { recursive: true });
    for (const name of entriesOf(folder).filter((other) => !names.includes(other))) {
      rmSync(join(folder, name), { recursive: true });
    }
  } catch (error) {
    throw unwritable(folder, error);
  }
  for (const { path, isProgram } of products) {
    const target = join(folder, basename(path));
    const content = readFileSync(path);
    if (!isRegularFile(target) || !readFileSync(target).equals(content)) {
      replaceFile(target, content);
    }
    chmodSync(target, isProgram ? 0o755 : 0o644);
  }
  return names;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
