import { delimiter } from 'node:path';
import { absolutePath } from '../files/paths.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { childPath, enclosingFolders } from '../project/folder/workspace-path.ts';
import { settingReads } from '../project/settings/setting-reads.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/**
 * Absolute folders that pytest and `python -m` put first on `sys.path`.
 *
 * @param pythonPath the variable PYTHONPATH.
 */
export function foldersOfPytest(session: TaskSession, pythonPath = ''): readonly string[] {
  const { project, projectRoots, reader, workspaceRoot } = session;
  const { searched } = settingReads(project, new Set(projectRoots), manifestsOf(reader)).pytest;
  // pytest, "Import modes": of a test, the first folder upwards that is not a package.
  const ofTests = project.testPaths.map(
    (path) =>
      enclosingFolders(path).find((folder) => !reader.isFile(childPath(folder, '__init__.py'))) ??
      path,
  );
  return [
    ...[...ofTests, ...searched, project.root].map((folder) => absolutePath(workspaceRoot, folder)),
    ...pythonPath.split(delimiter).filter((folder) => folder !== ''),
  ];
}
