import { fileURLToPath } from 'node:url';
import { posix, relative, sep } from 'node:path';
import { diskReader } from '../files/disk.ts';

const script = 'dist/fingerprint/cli.js';

/**
 * The command of the `runtime` input, run by Nx in the workspace root: the same text for every
 * project, since Nx runs it once for each text, and with no absolute path in it, since the text is in
 * the key. `.nx/installation` is where Nx keeps plugins of a workspace that has no package.json.
 */
export function fingerprintCommand(workspaceRoot: string): string {
  const reader = diskReader(workspaceRoot);
  const installed = ['node_modules/pyo3', '.nx/installation/node_modules/pyo3'];
  const folder = installed.find((path) => reader.isDirectory(path)) ?? ownFolder(workspaceRoot);
  return `node ${quoted(posix.join(folder, script))}`;
}

/** Of a plugin that is linked from elsewhere: this package's folder, as seen from the workspace. */
function ownFolder(workspaceRoot: string): string {
  const here = fileURLToPath(new URL('../..', import.meta.url));
  return relative(workspaceRoot, here).split(sep).join('/');
}

function quoted(path: string): string {
  return path.includes(' ') ? `"${path}"` : path;
}
