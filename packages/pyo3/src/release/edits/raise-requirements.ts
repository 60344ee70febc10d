import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { FileReader } from '../../files/file-reader.ts';
import { setValue } from '../../toml/edit.ts';
import { locateNearest } from '../../toml/locate.ts';
import type { RequirementPlace } from '../places/requirement-place.ts';
import { raiseCargoRequirement } from '../requirements/cargo-requirement.ts';
import {
  raisePoetryRequirement,
  raisePythonRequirement,
} from '../requirements/python-requirement.ts';
import type { Raised } from '../requirements/raised.ts';
import { pythonForm } from '../versions/two-worlds.ts';
import type { FileEdit, Released } from './file-edit.ts';

/** The requirements that name what is released. */
export function requirementsOn(
  places: readonly RequirementPlace[],
  { crateFolders, distribution }: Released,
): readonly RequirementPlace[] {
  return places.filter(({ notation, target }) =>
    notation === 'cargo' ? crateFolders.has(target) : target === distribution,
  );
}

/**
 * The edits after which all the requirements allow the version. They start from the requirements as the
 * repository had them, so a second call with another version has the last word.
 *
 * @param keepMatching leaves requirements alone that allow the version as they are.
 * @throws Pyo3Error `requirement-excludes` at the first one that cannot allow it.
 */
export function raisedRequirements(
  places: readonly RequirementPlace[],
  version: string,
  keepMatching: boolean,
  reader: FileReader,
): readonly FileEdit[] {
  return places.map((place) => {
    const raised = raise(place, version, keepMatching);
    if ('problem' in raised) throw excludes(place, raised.problem, reader);
    return { file: place.file, edit: (text) => setValue(text, place.path, raised.text) };
  });
}

function raise({ notation, text }: RequirementPlace, version: string, keep: boolean): Raised {
  const python = pythonForm(version) ?? version;
  switch (notation) {
    case 'cargo':
      return raiseCargoRequirement(text, version, keep);
    case 'pep508':
      return raisePythonRequirement(text, python, keep);
    case 'poetry':
      return raisePoetryRequirement(text, python, keep);
  }
}

function excludes(
  { file, path }: RequirementPlace,
  problem: string,
  reader: FileReader,
): Pyo3Error {
  const span = locateNearest(reader.read(file) ?? '', path);
  return new Pyo3Error({
    code: 'requirement-excludes',
    message: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}, which this release creates. Nothing was written.`,
    location: { file, ...(span === undefined ? {} : { line: span.line, column: span.column }) },
    hint: 'Widen the range or remove its upper bound, commit that, and run the command again.',
  });
}
