import { posix } from 'node:path';
import { childPath } from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/**
 * Stubs and `py.typed` in the sources of the package that the extension is in, relative to the folder
 * that is on `sys.path`: the wheel must have them. Of a build backend that is not maturin, the plugin does
 * not know which packages it packs.
 */
export function typedFiles({ project, reader }: TaskSession): readonly string[] {
  if (project.kind !== 'maturin' || project.extension.layout === 'pure') return [];
  const { pythonRoot, moduleName } = project.extension;
  const found: string[] = [];
  const waiting = [childPath(pythonRoot, moduleName.split('.')[0] ?? moduleName)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const { name, kind } of reader.entries(at)) {
      const path = childPath(at, name);
      if (kind === 'folder' && name !== '__pycache__') waiting.push(path);
      else if (kind === 'file' && /\.pyi$|^py\.typed$/.test(name)) {
        found.push(posix.relative(pythonRoot, path));
      }
    }
  }
  return found.sort();
}
