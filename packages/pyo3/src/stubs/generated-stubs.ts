import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { extensionProfile } from '../commands/extension-profile.ts';
import { maturinStubs } from '../commands/maturin-stubs.ts';
import { stubStatements } from '../source/python/stub-statements.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { diskReader } from '../files/disk.ts';
import { libraryName, statesProfile } from '../project/crate/library-crate.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { stubsIn } from '../project/distribution/stub-place.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { StubsExecutorOptions } from '../executors/stubs/options.ts';

/** The texts by their paths, relative to the folder of the stubs. */
export type Stubs = ReadonlyMap<string, string>;

/**
 * The stubs that maturin generates from the extension, compiled as `compile` does; `undefined` if
 * it fails.
 */
export async function generatedStubs(
  session: TaskSession,
  project: MaturinProject,
  options: StubsExecutorOptions,
): Promise<Stubs | undefined> {
  const manifests = manifestsOf(session.reader);
  const { interpreter } = await session.python();
  const maturin = await session.tool('maturin');
  const out = mkdtempSync(join(tmpdir(), 'nx-pyo3-stubs-'));
  const command = maturinStubs({
    ...maturin,
    selection: options,
    interpreter: interpreter.executable,
    out,
    profileIsStated: statesProfile(project.crate, extensionProfile, manifests),
    args: session.args,
  });
  try {
    const library = libraryName(project.crate, manifests);
    const made = await session.whileCompiling(library, () => succeeds(session, command));
    if (!made) return undefined;
    const found = stubsOf(project, out);
    requireDescription(project, found);
    return found;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/**
 * A module that is a function adds its items at import: pyo3 knows nothing about them, and a stub
 * without them would be wrong.
 */
function requireDescription({ extension, crate }: MaturinProject, found: Stubs): void {
  const definitions = [...found.values()]
    .flatMap(stubStatements)
    .filter((line) => !/^(from|import|""")/.test(line));
  const [only = '', more] = definitions;
  if (more !== undefined || !only.startsWith('def __getattr__(')) return;
  throw new Pyo3Error({
    code: 'command-failed',
    message: `The module ${extension.moduleName} is a function, whose items cannot be introspected, so no stubs can be generated from it.`,
    location: { file: crate.manifestPath },
    hint: `Write it as \`#[pymodule] mod ${extension.initName} { … }\`, with a \`#[pymodule_export]\` for each item.`,
  });
}

/**
 * maturin writes stubs where a wheel contains them: in the folder of the package, or, if there is
 * none, as a package with the extension's name. Up to 1.14, the folder of the package was omitted.
 *
 * @throws Pyo3Error `command-failed` if there are none.
 */
function stubsOf({ extension }: MaturinProject, out: string): Stubs {
  const { initName, moduleName, packageDir = extension.pythonRoot, pythonRoot } = extension;
  for (const folder of [posix.relative(pythonRoot, packageDir) || '.', '.']) {
    const file = childPath(folder, `${initName}.pyi`);
    const place = { folder, file, package: childPath(folder, initName) };
    const found = stubsIn(place, diskReader(out));
    const [[name, text] = [], more] = found;
    if (name === undefined || text === undefined) continue;
    return more === undefined ? new Map([[`${initName}.pyi`, text]]) : found;
  }
  throw new Pyo3Error({
    code: 'command-failed',
    message: `maturin generated no stub of ${moduleName}.`,
    hint: 'Set module-name under [tool.maturin] to the name of the `#[pymodule]`.',
  });
}
