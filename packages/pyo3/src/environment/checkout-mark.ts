import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const unwritable = randomUUID();

/**
 * What tells the plugin's data folder of this checkout from every other one. It is written into the
 * answers that are kept there: a pull request can bring such files along, and they must not be believed.
 *
 * The mark is the inode of an empty folder and the moment at which the system made it, which nobody can
 * choose and git does not carry. Where the folder cannot be made, each process has a mark of its own.
 *
 * @param folder see `pluginDataFolder`.
 */
export function checkoutMark(folder: string): string {
  const marked = join(folder, 'this-checkout');
  try {
    mkdirSync(marked, { recursive: true });
    const { ino, ctimeNs } = statSync(marked, { bigint: true });
    return `${String(ino)}:${String(ctimeNs)}`;
  } catch {
    return unwritable;
  }
}
