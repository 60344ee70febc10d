import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { cargoBuild } from '../../commands/cargo-build.ts';
import { extensionProfile } from '../../commands/extension-profile.ts';
import { maturinSettings } from '../../commands/maturin-settings.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { PythonEnvironment } from '../../environment/python-environment.ts';
import { readCargoEvents } from '../../extension/cargo-events.ts';
import { extensionFileName } from '../../extension/file-name.ts';
import { requireLoadable } from '../../extension/require-loadable.ts';
import { libraryTypes, statesProfile } from '../../project/library-crate.ts';
import { manifestsOf } from '../../project/manifests.ts';
import type { MaturinProject } from '../../project/pyo3-project.ts';
import type { Command } from '../../process/command.ts';
import type { TaskSession } from '../task-session.ts';
import type { CompileExecutorOptions } from './options.ts';
import { stage } from './stage.ts';

/**
 * Compiles the extension and stages it. What could not be imported is an error here, where its
 * sources are, and not in the tests.
 *
 * @throws Pyo3Error `extension-unloadable`, `init-symbol-missing`, `file-unwritable`.
 */
export async function compile(
  session: TaskSession,
  options: CompileExecutorOptions,
): Promise<boolean> {
  const project = requireMaturin(session);
  const environment = await session.python();
  const command = await buildCommand(session, project, options, environment);
  const { exitCode, stdout } = await session.answer(command);
  if (exitCode !== 0) return false;
  const { libraries, compiledFor } = readCargoEvents(stdout);
  const manifest = realpathSync(join(session.workspaceRoot, project.crate.manifestPath));
  const built = libraries.get(manifest);
  if (built === undefined) throw noLibrary(project);
  const library = readFileSync(built.file);
  const { interpreter } = environment;
  requireLoadable(project, interpreter, library, compiledFor);
  const { initName, moduleName } = project.extension;
  const name = extensionFileName(initName, interpreter, compiledFor);
  const digest = createHash('sha256').update(library).digest('hex');
  stage(session.workspaceRoot, project.root, { name, digest, module: moduleName }, library);
  session.detail(`staged ${name} of ${built.file}${built.fresh ? ', which was up to date' : ''}`);
  return true;
}

async function buildCommand(
  session: TaskSession,
  project: MaturinProject,
  options: CompileExecutorOptions,
  { interpreter }: PythonEnvironment,
): Promise<Command> {
  const manifests = manifestsOf(session.reader);
  const config = manifests.pyproject(project.root)?.maturin;
  return cargoBuild({
    ...(await session.cargo('extension')),
    ...maturinSettings(config, options, interpreter.version),
    project,
    profileIsStated: statesProfile(project.crate, extensionProfile, manifests),
    crateTypes: libraryTypes(project.crate, manifests),
    platform: process.platform,
    args: session.args,
  });
}

function requireMaturin({ task, project }: TaskSession): MaturinProject {
  if (project.kind === 'maturin') return project;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `${task} cannot run: maturin does not build the project in ${project.root}.`,
    hint: 'Use this executor for a project whose build backend is maturin, or remove the target from its project.json.',
  });
}

function noLibrary({ crate }: MaturinProject): Pyo3Error {
  return new Pyo3Error({
    code: 'extension-unloadable',
    message: `cargo built ${crate.name}, and that made no library which Python could load.`,
    location: { file: crate.manifestPath },
    hint: 'Write crate-type = ["cdylib"] under [lib].',
  });
}
