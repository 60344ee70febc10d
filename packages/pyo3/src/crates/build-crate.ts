import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { absolutePath } from '../files/paths.ts';
import { cargoMessages, type CargoMessage } from '../cargo/message.ts';
import { cargoCrateBuild, cargoCrateClean, type CargoCrateRun } from '../commands/cargo-crate.ts';
import { isBuiltBy, noteLibrary, type LibraryNote } from '../compile/library-note.ts';
import type { CargoBuildExecutorOptions } from '../executors/cargo-build/options.ts';
import { builtFolder } from '../project/folder/built-folder.ts';
import { libraryName } from '../project/crate/library-crate.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { reportUndeclaredReads } from '../task/session/report-undeclared-reads.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { crateRuns } from './crate-runs.ts';
import { canBeOverwritten, placeProducts, productsOf, type Product } from './products.ts';

/**
 * Compiles the library and the programs of a crate, and copies what others can use to
 * `dist/cargo/` of the project: cargo's own folder is shared by all crates and builds.
 *
 * @throws Pyo3Error `option-invalid`, `input-undeclared` (if strict), `file-unwritable`.
 */
export async function buildCrate(
  session: TaskSession,
  { strict, ...selection }: CargoBuildExecutorOptions,
): Promise<boolean> {
  const { workspaceRoot, project, reader } = session;
  const folder = builtFolder(project.root);
  const products: Product[] = [];
  // Two crates can give their programs one name, and cargo then replaces one by the other.
  return session.whileCompiling('programs-of-crates', async () => {
    for (const run of await crateRuns(session, selection)) {
      const library = libraryName(run.crate, manifestsOf(reader));
      const built = await session.whileCompiling(library, () => build(session, run));
      if (built === undefined) return false;
      await reportUndeclaredReads(session, run.crate, built.messages, strict);
      products.push(...built.products);
    }
    const names = placeProducts(workspaceRoot, absolutePath(workspaceRoot, folder), products);
    session.say(
      names.length === 0
        ? `${project.name} has no program and no library for other languages, so nothing is copied.`
        : `${folder}: ${names.join(', ')}`,
    );
    return true;
  });
}

interface Built {
  readonly products: readonly Product[];
  readonly messages: readonly CargoMessage[];
}

/** Builds again what another build may have left. `undefined` if cargo fails. */
async function build(session: TaskSession, run: CargoCrateRun): Promise<Built | undefined> {
  const first = await runCargo(session, run);
  if (first === undefined) return undefined;
  const isOwn = (product: Product) =>
    !product.fresh || isBuiltBy(product.path, noteOf(product, run));
  const foreign = first.products.filter(canBeOverwritten).find((product) => !isOwn(product));
  if (foreign === undefined) return noted(first, run);
  session.detail(`${foreign.path} may come from another build; compiling it again`);
  if (!(await succeeds(session, cargoCrateClean(run), { show: 'on failure' }))) return undefined;
  const again = await runCargo(session, run);
  return again && noted(again, run);
}

function noted(built: Built, run: CargoCrateRun): Built {
  for (const product of built.products.filter(canBeOverwritten)) {
    noteLibrary(product.path, noteOf(product, run));
  }
  return built;
}

async function runCargo(session: TaskSession, run: CargoCrateRun): Promise<Built | undefined> {
  const command = cargoCrateBuild(run);
  const { exitCode, stdout } = await session.run(command, { show: 'live', isData: true });
  if (exitCode !== 0) return undefined;
  const messages = cargoMessages(stdout);
  const manifest = realpathSync(absolutePath(session.workspaceRoot, run.crate.manifestPath));
  return { messages, products: productsOf(messages, manifest) };
}

function noteOf({ path }: Product, run: CargoCrateRun): LibraryNote {
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
  return { manifest: run.crate.manifestPath, args: cargoCrateBuild(run).args, digest };
}
