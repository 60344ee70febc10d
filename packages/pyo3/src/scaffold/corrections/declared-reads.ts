/**
 * Inputs that are only known on this machine, because a task was observed to read them here: once
 * they are in the manifest, every clone has them.
 */
import { posix } from 'node:path';
import type { ReadsRecord } from '../../observe/reads-record.ts';
import { readsToDeclare } from '../../observe/reads-to-declare.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { appendToArray } from '../../toml/edit.ts';
import type { Rule } from './correction.ts';

export function declaredReads(record: ReadsRecord): Rule {
  return ({ repository }) =>
    readsToDeclare(record, repository.projects.filter(hasToml)).map(
      ({ project, glob, targets }) => {
        const { file, path } = placeIn(project);
        const input = posix.relative(project.root, glob);
        return {
          file,
          edit: (text) => appendToArray(text, path, input),
          what: `${input} becomes an input, because ${targets.map((name) => `${project.name}:${name}`).join(' and ')} read it`,
        };
      },
    );
}

/** A project that only has a setup.py has no place for a declaration. */
function hasToml({ distribution }: Pyo3Project): boolean {
  return distribution?.pyprojectPath.endsWith('.toml') !== false;
}

/** The manifest that Nx reports as the project's origin: pyproject.toml before Cargo.toml. */
function placeIn({ root, distribution }: Pyo3Project): {
  readonly file: string;
  readonly path: readonly string[];
} {
  return distribution === undefined
    ? { file: childPath(root, 'Cargo.toml'), path: ['package', 'metadata', 'nx-pyo3', 'inputs'] }
    : { file: distribution.pyprojectPath, path: ['tool', 'nx-pyo3', 'inputs'] };
}
