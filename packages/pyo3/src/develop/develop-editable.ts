import type { PythonEnvironment } from '../environment/python-environment.ts';
import { requireWritable } from '../files/replace-file.ts';
import { editableInstall } from '../commands/installer.ts';
import { unknowable } from '../install/known-backends.ts';
import { sealInstall } from '../install/seal-install.ts';
import { manifestsOf, type Manifests } from '../project/folder/manifests.ts';
import type { PythonProject, SetuptoolsRustProject } from '../project/folder/pyo3-project.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { profileVariable, refuseMaturinOptions } from '../task/options/setuptools-rust-options.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { areCompiled, unknownCompile } from './compiled-modules.ts';
import { tellMissing } from './missing-distributions.ts';
import { installDependencies, namesOf, requirementsOf } from './dependencies.ts';
import { installationOf } from './expectation.ts';
import { installedLine, upToDateLine } from './outcome-line.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';

/**
 * An editable install (PEP 660) by the project's own backend, after what it depends on. Where the
 * files of the project tell whether an earlier one is still right, nothing is started when it is.
 *
 * @throws Pyo3Error `option-invalid` for an option that setuptools-rust has nothing for.
 */
export async function developEditable(
  session: TaskSession,
  project: PythonProject | SetuptoolsRustProject,
  options: DevelopExecutorOptions,
): Promise<boolean> {
  if (project.kind === 'setuptools-rust') refuseMaturinOptions(session.task, options);
  const manifests = manifestsOf(session.reader);
  const environment = await session.python();
  const reason = reasonToInstall(session, project, options, manifests, environment);
  const { expected, state } = installationOf(session, project, environment, manifests);
  const pyproject = manifests.pyproject(project.root);
  const profile = profileOf(session, project, options);
  const isCurrent = async () =>
    project.kind === 'python' ||
    (pyproject !== undefined &&
      (await areCompiled(session, project, pyproject, environment, profile)));
  const isDone = async () =>
    reason === undefined && state().differences.length === 0 && (await isCurrent());
  if (await isDone()) {
    session.say(upToDateLine(project.name, environment.interpreter.prefix));
    return true;
  }
  requireWritable(environment.interpreter.sitePackages);
  return session.whileInstalling(async () => {
    const { differences } = state();
    const again = reason !== undefined || differences.some((each) => each.of === 'distribution');
    const isMissing = again || !(await isCurrent());
    // Another task may have done it meanwhile.
    if (!isMissing && differences.length === 0) return true;
    for (const { found } of differences) session.detail(`${project.name}: ${found}`);
    if (reason !== undefined) session.detail(`${project.name} is installed each time: ${reason}`);
    const requirements = requirementsOf(session, environment, manifests);
    if (!(await installDependencies(session, manifests, requirements))) return false;
    if (isMissing) {
      const command = editableInstall(await session.installer(), session.args);
      const env =
        profile === undefined ? command.env : { ...command.env, [profileVariable]: profile };
      if (!(await succeeds(session, { ...command, env }))) return false;
    }
    const { sitePackages, prefix } = environment.interpreter;
    if (reason === undefined) {
      const needed = { alsoNeeded: namesOf(requirements), ofRepository: requirements.ofRepository };
      sealInstall({ sitePackages, expected, ...needed });
      tellMissing(session, environment, requirements, manifests);
    }
    session.say(installedLine(project.name, prefix));
    return true;
  });
}

/**
 * The profile with which setuptools-rust is to compile; `undefined` where its manifest decides, which
 * says `dev` unless it has `debug = false`.
 */
function profileOf(
  { env }: TaskSession,
  { kind }: PythonProject | SetuptoolsRustProject,
  { profile = 'dev' }: DevelopExecutorOptions,
): string | undefined {
  if (kind !== 'setuptools-rust') return undefined;
  // Nx fills in the default of the option, so it is no choice.
  return profile === 'dev' ? env[profileVariable] || undefined : profile;
}

/** Why it is installed without looking whether it has to be; `undefined` when looking is enough. */
function reasonToInstall(
  session: TaskSession,
  project: PythonProject | SetuptoolsRustProject,
  options: DevelopExecutorOptions,
  manifests: Manifests,
  environment: PythonEnvironment,
): string | undefined {
  if (options.backend === 'maturin') return 'the option `backend` asks for it';
  if (session.args.length > 0) return 'it is called with arguments';
  const pyproject = manifests.pyproject(project.root);
  if (pyproject === undefined) return 'it has no manifest';
  const hasFile = (name: string) => session.reader.isFile(childPath(project.root, name));
  return (
    unknowable(pyproject, hasFile('setup.py')) ??
    (project.kind === 'setuptools-rust'
      ? unknownCompile(pyproject, environment, hasFile('setup.cfg'), session.env)
      : undefined)
  );
}
