import { realpathSync } from 'node:fs';
import { absolutePath } from '../files/paths.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { diskReader } from '../files/disk.ts';
import { installState, type InstallState } from '../install/differences.ts';
import { expectedInstall, type ExpectedInstall } from '../install/expected-install.ts';
import { distInfoFolders } from '../install/installed-distribution.ts';
import { lockDigest, metadataDigest } from '../install/metadata-sources.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import type { Distribution, Pyo3Project } from '../project/folder/pyo3-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** The installation of a project in an environment: as it should be, and as it is now. */
export interface Installation {
  readonly expected: ExpectedInstall;
  /** Looks at the environment; starts nothing. */
  readonly state: () => InstallState;
}

export function installationOf(
  session: TaskSession,
  project: Pyo3Project & { readonly distribution: Distribution },
  { interpreter }: PythonEnvironment,
  manifests: Manifests,
): Installation {
  const real = (folder: string) => realpathSync(absolutePath(session.workspaceRoot, folder));
  const isMixed = project.kind === 'maturin' && project.extension.layout === 'mixed';
  const expected = expectedInstall({
    distribution: project.distribution,
    projectFolder: real(project.root),
    ...(isMixed ? { pythonFolder: real(project.extension.pythonRoot) } : {}),
    interpreter,
    made: metadataDigest(project, manifests),
    lock: `${lockDigest(project.root, session.reader)}${installsOf(session)}`,
  });
  const site = diskReader(interpreter.sitePackages);
  return { expected, state: () => installState(expected, distInfoFolders(site), site) };
}

/** What the options ask for beside the manifest; without them the text is empty. */
function installsOf({ installs: { groups = [], extras = [] } }: TaskSession): string {
  return groups.length + extras.length === 0 ? '' : JSON.stringify([groups, extras]);
}
