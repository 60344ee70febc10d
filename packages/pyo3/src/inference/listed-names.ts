import { isEnvFile } from '../project/folder/env-file-name.ts';

/**
 * Which entries of a folder can matter where a folder is listed: the walks for Python files and for
 * tests enter no hidden folder and none of these. They come and go with each run of a tool, which
 * must not make the graph anew. Nx's `.env` files are looked for by name.
 */
export function isListed(name: string): boolean {
  if (name === '__pycache__' || name === 'node_modules') return false;
  return !name.startsWith('.') || name.endsWith('.py') || isEnvFile(name);
}
