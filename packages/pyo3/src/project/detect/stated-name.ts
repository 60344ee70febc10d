import type { FileReader } from '../../files/file-reader.ts';
import { childPath } from '../folder/workspace-path.ts';

/**
 * The name that a folder's project.json or package.json gives, in Nx's order: `name` of project.json,
 * `nx.name` of package.json, its `name`. A file that is no JSON states none: Nx reports it.
 */
export function statedName(root: string, reader: FileReader): string | undefined {
  const project = readJson(childPath(root, 'project.json'), reader);
  const npm = readJson(childPath(root, 'package.json'), reader);
  const candidates = [project?.['name'], objectOf(npm?.['nx'])?.['name'], npm?.['name']];
  return candidates.find((name) => typeof name === 'string' && name !== '') as string | undefined;
}

function readJson(path: string, reader: FileReader): Record<string, unknown> | undefined {
  try {
    const text = reader.read(path);
    return text === undefined ? undefined : objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : undefined;
}
