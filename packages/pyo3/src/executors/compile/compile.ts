import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { cargoBuild, type CargoBuildRun } from '../../commands/cargo-build.ts';
import { cargoClean } from '../../commands/cargo-clean.ts';
import { extensionProfile } from '../../commands/extension-profile.ts';
import { maturinSettings } from '../../commands/maturin-settings.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { PythonEnvironment } from '../../environment/python-environment.ts';
import { readCargoEvents, type CompiledFor } from '../../extension/cargo-events.ts';
import { cargoMessages, type CargoMessage } from '../../extension/cargo-message.ts';
import { extensionFileName } from '../../extension/file-name.ts';
import { requireLoadable } from '../../extension/require-loadable.ts';
import { libraryName, libraryTypes, statesProfile } from '../../project/library-crate.ts';
import { manifestsOf } from '../../project/manifests.ts';
import type { MaturinProject } from '../../project/pyo3-project.ts';
import { requireDeclared } from '../require-declared.ts';
import type { TaskSession } from '../task-session.ts';
import type { CompileExecutorOptions } from './options.ts';
import { isNoted, noteLibrary, type LibraryNote } from './library-note.ts';
import { stage } from './stage.ts';

/**
 * Compiles the extension and stages it. What could not be imported is an error here, where its
 * sources are, and not in the tests.
 *
 * @throws Pyo3Error `input-undeclared` (when strict), `extension-unloadable`, `init-symbol-missing`, `file-unwritable`.
 */
export async function compile(
  session: TaskSession,
  options: CompileExecutorOptions,
): Promise<boolean> {
  const project = requireMaturin(session);
  const environment = await session.python();
  const run = await buildRun(session, project, options, environment);
  return session.whileCompiling(
    libraryName(project.crate, manifestsOf(session.reader)),
    async () => {
      const built = await builtLibrary(session, run);
      if (built === undefined) return false;
      const { library, digest, compiledFor, messages } = built;
      requireDeclared(session, project.crate, messages, options.strict);
      const { interpreter } = environment;
      requireLoadable(project, interpreter, library, compiledFor);
      const { initName, moduleName } = project.extension;
      const name = extensionFileName(initName, interpreter, compiledFor);
      stage(session.workspaceRoot, project.root, { name, digest, module: moduleName }, library);
      session.detail(`staged ${name} of ${built.file}`);
      return true;
    },
  );
}

interface BuiltLibrary {
  readonly file: string;
  readonly library: Uint8Array;
  readonly digest: string;
  readonly compiledFor: CompiledFor | undefined;
  readonly messages: readonly CargoMessage[];
}

/** `undefined` when cargo fails. */
async function builtLibrary(
  session: TaskSession,
  run: CargoBuildRun,
): Promise<BuiltLibrary | undefined> {
  const built = await runCargo(session, run);
  if (built === undefined) return undefined;
  const { file, fresh, note } = built;
  if (!fresh || isNoted(file, note)) {
    noteLibrary(file, note);
    return built;
  }
  session.detail(`${file} may be of another build: compiled again`);
  if ((await session.quietly(cargoClean(run))).exitCode !== 0) return undefined;
  const again = await runCargo(session, run);
  if (again !== undefined) noteLibrary(again.file, again.note);
  return again;
}

async function runCargo(
  session: TaskSession,
  run: CargoBuildRun,
): Promise<(BuiltLibrary & { readonly fresh: boolean; readonly note: LibraryNote }) | undefined> {
  const command = cargoBuild(run);
  const { exitCode, stdout } = await session.answer(command);
  if (exitCode !== 0) return undefined;
  const messages = cargoMessages(stdout);
  const { libraries, compiledFor } = readCargoEvents(messages);
  const manifest = realpathSync(join(session.workspaceRoot, run.project.crate.manifestPath));
  const made = libraries.get(manifest);
  if (made === undefined) throw noLibrary(run.project);
  const library = readFileSync(made.file);
  const digest = createHash('sha256').update(library).digest('hex');
  return {
    ...made,
    library,
    digest,
    compiledFor,
    messages,
    note: { manifest, args: command.args, digest },
  };
}

async function buildRun(
  session: TaskSession,
  project: MaturinProject,
  options: CompileExecutorOptions,
  { interpreter }: PythonEnvironment,
): Promise<CargoBuildRun> {
  const manifests = manifestsOf(session.reader);
  const config = manifests.pyproject(project.root)?.maturin;
  return {
    ...(await session.cargo('extension')),
    ...maturinSettings(config, options, interpreter.version),
    project,
    profileIsStated: statesProfile(project.crate, extensionProfile, manifests),
    crateTypes: libraryTypes(project.crate, manifests),
    platform: process.platform,
    args: session.args,
  };
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
