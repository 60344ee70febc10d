import type { ExecutorContext } from '@nx/devkit';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { ReleasePublishExecutorOptions } from '../executors/release-publish/options.ts';
import { manifestsOf, type Manifests } from '../project/folder/manifests.ts';
import { cratesOf, isInstallable, type Crate } from '../project/folder/pyo3-project.ts';
import { statedVersion, type StatedVersion } from '../release/places/stated-version.ts';
import { semverForm } from '../release/versions/two-worlds.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { cratePublish, privateDistribution } from './private-projects.ts';
import { publishCrate } from './publish-crate.ts';
import { publishDistribution } from './publish-distribution.ts';
import { artifactFolders } from './release-artifacts.ts';
import { isReleased } from './release-members.ts';

/** What Nx knows of the release, and a session does not. */
export type ReleaseContext = Pick<
  ExecutorContext,
  'projectsConfigurations' | 'nxJsonConfiguration' | 'projectName'
>;

/**
 * Publishes one project: its distribution, and its crate where it has no distribution or the option
 * `crate` asks for it. What must not be published is skipped with the reason, because Nx runs this task
 * for dependencies of released projects, too.
 *
 * @throws Pyo3Error see `publishDistribution` and `publishCrate`; `version-invalid`.
 */
export async function publishProject(
  session: TaskSession,
  options: ReleasePublishExecutorOptions,
  { projectsConfigurations, nxJsonConfiguration, projectName = '' }: ReleaseContext,
): Promise<boolean> {
  const { project, workspaceRoot } = session;
  const { projects } = projectsConfigurations;
  const released = options.nxReleaseVersionData?.[projectName];
  if (released?.newVersion === null) {
    session.say(`${projectName} has no new version, so there is nothing to publish.`);
    return true;
  }
  if (!isReleased(projectName, nxJsonConfiguration?.release, projects, workspaceRoot)) {
    session.warn(
      `${projectName} was not published, because \`release\` in nx.json does not name it.`,
      'Add it to release.projects, or to a group, if it should be published.',
      'publish-skipped',
    );
    return true;
  }
  requireNoSecrets(session);
  // Nx sets the variable for tasks that it runs as dependencies, whose options say nothing.
  const isDryRun = options.dryRun ?? process.env['NX_DRY_RUN'] === 'true';
  const manifests = manifestsOf(session.reader);
  const stated = statedVersion(project, manifests);
  const next = released?.newVersion;
  if (isDryRun && next !== undefined && stated.kind === 'written' && !isVersion(stated, next)) {
    session.say(
      `${projectName} ${next} would be published. Its files do not exist before the version is written, so they were not checked.`,
    );
    return true;
  }
  const crates = project.kind === 'crate' || options.crate === true ? cratesOf(project) : [];
  const request = { manifests, options, isDryRun };
  let success = true;
  if (project.kind !== 'crate' && project.distribution !== undefined && isInstallable(project)) {
    const reason = privateDistribution(project.root, manifests);
    if (reason !== undefined)
      session.say(`${project.distribution.name} is not published, because it ${reason}.`);
    else {
      const version = stated.kind === 'written' ? stated.version : next;
      const folders = artifactFolders(project.root, projects[projectName]?.targets ?? {});
      success = await publishDistribution(session, {
        ...request,
        distribution: project.distribution,
        folders,
        ...(version === undefined ? {} : { version }),
      });
    }
  }
  for (const crate of crates) {
    const publish = cratePublish(crate, manifests);
    if (publish.kind === 'private') {
      session.say(`${crate.name} is not published, because it ${publish.reason}.`);
      continue;
    }
    const version = crateVersion(crate, stated, manifests);
    const allowed = publish.registries;
    if (success) success = await publishCrate(session, { ...request, crate, version, allowed });
  }
  return success;
}

function isVersion(stated: StatedVersion, version: string): boolean {
  if (stated.kind !== 'written') return true;
  const form = semverForm(stated.version);
  return 'version' in form && form.version === version;
}

/** @throws Pyo3Error `version-invalid`. */
function crateVersion(crate: Crate, stated: StatedVersion, manifests: Manifests): string {
  const all = stated.kind === 'written' ? [...stated.crates, ...stated.apart] : [];
  const own = all.find((one) => one.crate.root === crate.root)?.version;
  const version = own ?? manifests.cargo(crate.root)?.package?.version;
  if (version !== undefined) return version;
  throw new Pyo3Error({
    code: 'version-invalid',
    message: `${crate.name} has no version in ${crate.manifestPath}, so it cannot be published.`,
    location: { file: crate.manifestPath },
    hint: 'State the version in [package].',
  });
}

/** Arguments are shown to every user of the machine, and Nx stores them. */
function requireNoSecrets({ args, task }: TaskSession): void {
  if (!args.some((arg) => /^(--token|--password|-t|-p)(=|$)/.test(arg))) return;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `The arguments of ${task} contain a token or a password.`,
    hint: 'Set it in the environment: UV_PUBLISH_TOKEN, TWINE_PASSWORD or CARGO_REGISTRY_TOKEN.',
  });
}
