import { oneLine, type Diagnostic } from '../../diagnostics/render.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { Crate } from '../../project/folder/pyo3-project.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { isIgnoredAnywhere } from '../../project/paths/ignored-files.ts';

/** One process runs the tasks of a batch, and a task may start cargo twice. */
const reported = new Set<string>();

/**
 * A warning for each Cargo.lock that cargo is about to write: the key of the task was made without it. Only
 * the first task that uses cargo gets it.
 */
export function missingLocks(crates: readonly Crate[], reader: FileReader): readonly Diagnostic[] {
  return [...new Set(crates.map(({ cargoRoot }) => childPath(cargoRoot, 'Cargo.lock')))]
    .filter((file) => !reader.isFile(file) && !reported.has(file))
    .map((file) => {
      reported.add(file);
      const name = oneLine(file);
      return isIgnoredAnywhere(file, reader)
        ? {
            code: 'lock-missing',
            message: `${name} does not exist and Git ignores it: each clone gets other versions of crates, and other cache keys.`,
            hint: `For results that clones share, remove ${name} from .gitignore and commit the file that cargo writes now.`,
          }
        : {
            code: 'lock-missing',
            message: `${name} does not exist, so the cache key does not contain the versions of crates.`,
            hint: `Commit the ${name} that cargo writes now.`,
          };
    });
}
