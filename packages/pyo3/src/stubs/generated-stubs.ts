import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { extensionProfile } from '../commands/extension-profile.ts';
import { maturinStubs } from '../commands/maturin-stubs.ts';
import { stubStatements } from '../source/python/stub-statements.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { diskReader } from '../files/disk.ts';
import { libraryName, statesProfile } from '../project/folder/library-crate.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { stubsIn } from '../project/folder/stub-place.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { StubsExecutorOptions } from '../executors/stubs/options.ts';

/** Texts by their paths, relative to the folder of the stubs. */
export type Stubs = ReadonlyMap<string, string>;

/** What maturin makes of the extension, compiled as `compile` does; `undefined` when it fails. */
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
 * A module that is a function adds what it has when it is imported: pyo3 knows nothing of it, and a
 * stub that says so would be a loss.
 */
function requireDescription({ extension, crate }: MaturinProject, found: Stubs): void {
  const definitions = [...found.values()]
    .flatMap(stubStatements)
    .filter((line) => !/^(from|import|""")/.test(line));
  const [only = '', more] = definitions;
  if (more !== undefined || !only.startsWith('def __getattr__(')) return;
  throw new Pyo3Error({
    code: 'command-failed',
    message: `The module ${extension.moduleName} is a function, which does not say what it adds: no stubs can be made from it.`,
    location: { file: crate.manifestPath },
    hint: `Write it as \`#[pymodule] mod ${extension.initName} { … }\`, with \`#[pymodule_export]\` of what it has.`,
  });
}

/**
 * maturin leaves stubs where a wheel has them: in the folder of the package, or, where there is none,
 * as a package of the extension's name. Up to 1.14 there was no folder of the package around them.
 *
 * @throws Pyo3Error `command-failed` when there are none.
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
    message: `maturin has left no stub of ${moduleName}.`,
    hint: 'Name the module under [tool.maturin] as the `#[pymodule]` is called.',
  });
}
