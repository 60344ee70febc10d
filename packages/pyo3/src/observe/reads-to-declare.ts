import { minimatch } from 'minimatch';
import type { Pyo3Project } from '../project/folder/pyo3-project.ts';
import { asGlob, type ReadsRecord } from './reads-record.ts';

/** A read of a task that the manifest of its project does not declare. */
export interface ReadToDeclare {
  readonly project: Pyo3Project;
  /** Relative to the workspace root. */
  readonly glob: string;
  /** Names of the targets that read it. */
  readonly targets: readonly string[];
}

/** What is left of the record when the manifests' own `inputs` are taken away, in a stable order. */
export function readsToDeclare(
  record: ReadsRecord,
  projects: readonly Pyo3Project[],
): readonly ReadToDeclare[] {
  return projects.flatMap((project) => {
    const targetsOf = new Map<string, string[]>();
    for (const [target, { files, globs }] of Object.entries(record[project.root] ?? {})) {
      for (const glob of [...files.map(asGlob), ...globs]) {
        targetsOf.set(glob, [...(targetsOf.get(glob) ?? []), target]);
      }
    }
    const declared = project.declared?.files ?? [];
    return [...targetsOf]
      .filter(([glob]) => !isDeclared(glob, declared))
      .map(([glob, targets]) => ({ project, glob, targets }));
  });
}

/** A glob of a folder is declared when any name in that folder is. */
function isDeclared(glob: string, declared: readonly string[]): boolean {
  const example = glob.replace(/\*(?=(\.py)?$)/, 'nx-pyo3-probe').replaceAll('?', '_');
  return declared.some((other) => other === glob || minimatch(example, other, { dot: true }));
}
