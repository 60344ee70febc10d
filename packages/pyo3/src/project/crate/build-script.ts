/**
 * Whether a build script may read any file of its package: cargo runs one that prints no
 * `rerun-if-…` again for each of them (Cargo reference, "Build Scripts", "Change Detection").
 */
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import type { FileReader } from '../../files/file-reader.ts';
import { childPath, resolvePath } from '../folder/workspace-path.ts';

/** @param folder of the crate. */
export function scriptReadsPackage(
  folder: string,
  manifest: CargoManifest,
  reader: FileReader,
): boolean {
  const stated = manifest.package?.build;
  if (stated === false) return false;
  const file =
    typeof stated === 'string' ? resolvePath(folder, stated) : childPath(folder, 'build.rs');
  const text = file !== undefined && reader.isFile(file) ? readable(file, reader) : undefined;
  if (text === undefined || text.includes('rerun-if')) return false;
  return text.length > largestRead || !readsNothing(text);
}

/** Letters. A script that is longer does more than to print. */
const largestRead = 16 * 1024;

/**
 * True of a script that only prints and asks pyo3 for its settings, as those of most extensions do:
 * for these, an edit of a Python file would compile the extension again for nothing.
 */
function readsNothing(text: string): boolean {
  const code = text
    .replaceAll(/\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, '')
    .replaceAll(/"(?:\\[^]|[^"\\])*(?:"|$)/g, '""');
  const modules = [...code.matchAll(/\b([A-Za-z_]\w*)\s*::/g)].map(([, name = '']) => name);
  const macros = [...code.matchAll(/\b([a-z_]\w*)!/g)].map(([, name = '']) => name);
  return (
    modules.every((name) => ['pyo3_build_config', 'std', 'env'].includes(name)) &&
    macros.every((name) => ['println', 'print', 'env', 'cfg', 'format', 'panic'].includes(name)) &&
    !/\b(fs|io|path|process|ffi|mod|extern|unsafe|include)\b/.test(code)
  );
}

function readable(file: string, reader: FileReader): string | undefined {
  try {
    return reader.read(file);
  } catch {
    return undefined;
  }
}
