/**
 * Finds the file of a crate that contains the `#[pymodule]`: that of `[lib] path`, or one that it
 * declares with `mod x;`.
 */
import { posix } from 'node:path';
import { isPyo3Error, Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { itemsOf, stringInAttribute } from './items.ts';
import { modulesOf, type PyModule } from './module.ts';
import { parseRust, type RustSource } from './parse.ts';

export interface FoundModule {
  readonly source: RustSource;
  readonly module: PyModule;
  /** The folder of the files that this file declares with `mod x;`. */
  readonly folder: string;
}

interface Place {
  readonly file: string;
  readonly folder: string;
}

/**
 * @param root the path of the crate's root file.
 * @param read returns the content of a file, if it exists.
 * @throws Pyo3Error `rust-syntax` if the root file cannot be parsed; `edit-failed` if no file
 * contains the module.
 */
export function findModule(
  root: string,
  pythonName: string,
  read: (file: string) => string | undefined,
): FoundModule {
  const places: Place[] = [{ file: root, folder: posix.dirname(root) }];
  const seen = new Set<string>();
  for (let place = places.shift(); place !== undefined; place = places.shift()) {
    const text = seen.has(place.file) ? undefined : read(place.file);
    seen.add(place.file);
    if (text === undefined) continue;
    const source = place.file === root ? parseRust(text, root) : readable(text, place.file);
    if (source === undefined) continue;
    const module = modulesOf(source).find((one) => one.pythonName === pythonName);
    if (module !== undefined) return { source, module, folder: place.folder };
    places.push(...namedFiles(source, place));
  }
  throw new Pyo3Error({
    code: 'edit-failed',
    message: `This file was left unchanged, because it has no #[pymodule] ${pythonName}.`,
    location: { file: root },
    hint: 'Write the code there by hand; `[lib] path` in Cargo.toml must name the root file of the crate.',
  });
}

/** The paths where cargo looks for `mod x;` (Rust reference, "Module source filenames"). */
function namedFiles(source: RustSource, { file, folder }: Place): readonly Place[] {
  return itemsOf(source, source.tree.topNode).flatMap((item) => {
    const [name] = item.names;
    if (item.kind !== 'ModItem' || name === undefined) return [];
    if (item.node.getChild('DeclarationList') !== null) return [];
    const path = item.attributes.find((one) => one.name === 'path');
    const stated = path && stringInAttribute(path, 'path');
    if (stated !== undefined) {
      const own = posix.join(posix.dirname(file), stated);
      return [{ file: own, folder: posix.dirname(own) }];
    }
    const inside = posix.join(folder, name);
    return [
      { file: `${inside}.rs`, folder: inside },
      { file: posix.join(inside, 'mod.rs'), folder: inside },
    ];
  });
}

/** A file that cannot be parsed is skipped and not edited. */
function readable(text: string, file: string): RustSource | undefined {
  try {
    return parseRust(text, file);
  } catch (error) {
    if (isPyo3Error(error)) return undefined;
    throw error;
  }
}
