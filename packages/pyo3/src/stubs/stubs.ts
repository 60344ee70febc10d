import { shellWord } from '../diagnostics/shell-word.ts';
import { mergedStub } from '../source/python/stub-merge.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { stubPlace, stubsIn, type StubPlace } from '../project/distribution/stub-place.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { requireMaturin } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { generatedStubs, type Stubs } from './generated-stubs.ts';
import type { StubsExecutorOptions } from '../executors/stubs/options.ts';
import { stubDifferences } from './stub-differences.ts';
import { writeStubs } from './write-stubs.ts';

/**
 * Writes the stubs that describe the extension, or compares them with the existing ones. What the
 * extension cannot describe is kept from these. Equivalent stubs are left unchanged, with their
 * formatting and comments.
 *
 * @throws Pyo3Error `stubs-differ`, `option-invalid`, `file-unwritable`.
 */
export async function stubs(session: TaskSession, options: StubsExecutorOptions): Promise<boolean> {
  const project = requireMaturin(session);
  const place = stubPlace(project);
  const described = await generatedStubs(session, project, options);
  if (described === undefined) return false;
  requirePackage(project, place, described);
  const present = stubsIn(place, session.reader);
  const generated = mergedStubs(described, present);
  const differences = stubDifferences(present, generated);
  if (differences.length === 0) {
    session.say(`${shown(place, generated)} is up to date`);
    return true;
  }
  if (options.check) {
    for (const { file, lines } of differences) {
      session.say(childPath(place.folder, file));
      for (const line of lines) session.say(line);
    }
    throw stubsDiffer(project, shown(place, present.size === 0 ? generated : present));
  }
  await writeStubs(session, place, differences, generated);
  return true;
}

/** A folder of stubs keeps what the single stub knew that it replaces. */
function mergedStubs(described: Stubs, present: Stubs): Stubs {
  return new Map(
    [...described].map(([file, text]) => {
      const former = present.get(file) ?? present.get(file.replace(/\/__init__\.pyi$/, '.pyi'));
      return [file, mergedStub(text, former)];
    }),
  );
}

/** The file, or the folder if there are several. */
function shown(place: StubPlace, stubFiles: Stubs): string {
  const [only = ''] = stubFiles.keys();
  return stubFiles.size === 1 ? childPath(place.folder, only) : (place.package ?? place.folder);
}

function stubsDiffer({ name }: MaturinProject, file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'stubs-differ',
    message: 'The stubs differ from the extension ("-" is only in the stubs).',
    location: { file },
    hint: `Generate them again: nx run ${shellWord(`${name}:stubs`)}`,
  });
}

/** A folder of stubs would be a package, and maturin would expect the extension inside of it. */
function requirePackage({ root, name }: MaturinProject, place: StubPlace, stubFiles: Stubs): void {
  if (stubFiles.size === 1 || place.package !== undefined) return;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `The extension of ${name} has submodules, whose stubs can only be placed in a Python package, but the extension is not in one.`,
    location: { file: childPath(root, 'pyproject.toml') },
    hint: 'Place it in a package: set module-name = "pkg._pkg" under [tool.maturin], and create pkg/__init__.py.',
  });
}
