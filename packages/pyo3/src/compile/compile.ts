import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { absolutePath } from '../files/paths.ts';
import { cargoBuild, type CargoBuildRun } from '../commands/cargo-build.ts';
import { cargoClean } from '../commands/cargo-clean.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { readCargoEvents, type CompiledFor } from '../cargo/events.ts';
import { cargoMessages, type CargoMessage } from '../cargo/message.ts';
import { extensionFileName } from './file-name.ts';
import { isPartOf, unitsOf } from '../cargo/same-units.ts';
import { requireLoadable } from './require-loadable.ts';
import { libraryName } from '../project/crate/library-crate.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { reportUndeclaredReads } from '../task/session/report-undeclared-reads.ts';
import { requireMaturin } from '../task/session/task-project.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { buildRun } from './build-run.ts';
import type { CompiledTogether } from './compile-together.ts';
import type { CompileExecutorOptions } from '../executors/compile/options.ts';
import { isBuiltBy, noteLibrary, type LibraryNote } from './library-note.ts';
import { stage } from './stage.ts';

/**
 * Compiles the extension and stages it. An extension that could not be imported is an error here,
 * where its sources are, and not in the tests.
 *
 * @param together the result of a preceding run that compiled for several tasks.
 * @throws Pyo3Error `input-undeclared` (if strict), `extension-unloadable`, `init-symbol-missing`,
 * `file-unwritable`.
 */
export async function compile(
  session: TaskSession,
  options: CompileExecutorOptions,
  together: readonly CompiledTogether[] = [],
): Promise<boolean> {
  const project = requireMaturin(session);
  const environment = await session.python();
  const run = await buildRun(session, project, options, environment);
  return session.whileCompiling(
    libraryName(project.crate, manifestsOf(session.reader)),
    async () => {
      const built = await builtLibrary(session, run, together);
      if (built === undefined) return false;
      const { library, digest, compiledFor, messages } = built;
      await reportUndeclaredReads(session, project.crate, messages, options.strict);
      const { interpreter } = environment;
      requireLoadable(project, interpreter, library, compiledFor);
      const { initName, moduleName } = project.extension;
      const name = extensionFileName(initName, interpreter, compiledFor);
      const record = { name, digest, module: moduleName };
      stage(session.workspaceRoot, project.root, record, library, session.stagedBy);
      session.detail(`staged ${name} from ${built.file}`);
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

/** `undefined` if cargo fails. */
async function builtLibrary(
  session: TaskSession,
  run: CargoBuildRun,
  together: readonly CompiledTogether[],
): Promise<BuiltLibrary | undefined> {
  const built = await runCargo(session, run);
  if (built === undefined) return undefined;
  const { file, fresh, note } = built;
  if (!fresh || isBuiltBy(file, note) || together.some((made) => isMadeBy(made, built))) {
    noteLibrary(file, note);
    return built;
  }
  session.detail(`${file} may come from another build; compiling it again`);
  if (!(await succeeds(session, cargoClean(run), { show: 'on failure' }))) return undefined;
  const again = await runCargo(session, run);
  if (again !== undefined) noteLibrary(again.file, again.note);
  return again;
}

/**
 * The note must describe the same library from the same build: cargo compiled it then and reports
 * it fresh now.
 */
function isMadeBy(
  { units, digests }: CompiledTogether,
  { file, digest, messages }: BuiltLibrary,
): boolean {
  return digests.get(file) === digest && isPartOf(unitsOf(messages), units);
}

async function runCargo(
  session: TaskSession,
  run: CargoBuildRun,
): Promise<(BuiltLibrary & { readonly fresh: boolean; readonly note: LibraryNote }) | undefined> {
  const command = cargoBuild(run);
  const { exitCode, stdout } = await session.run(command, { show: 'live', isData: true });
  if (exitCode !== 0) return undefined;
  const messages = cargoMessages(stdout);
  const { libraries, compiledFor } = readCargoEvents(messages);
  const manifest = realpathSync(
    absolutePath(session.workspaceRoot, run.project.crate.manifestPath),
  );
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

function noLibrary({ crate }: MaturinProject): Pyo3Error {
  return new Pyo3Error({
    code: 'extension-unloadable',
    message: `cargo built ${crate.name}, but the build produced no library that Python could load.`,
    location: { file: crate.manifestPath },
    hint: 'Set crate-type = ["cdylib"] under [lib].',
  });
}
