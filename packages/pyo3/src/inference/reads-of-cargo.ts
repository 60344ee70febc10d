import { asGlob, type ReadsRecord } from '../observe/reads-record.ts';
import type { Repository } from '../project/edges/repository.ts';
import { nothingDeclared } from '../project/folder/declared-inputs.ts';
import { cratesOf } from '../project/folder/pyo3-project.ts';
import type { TargetNames } from '../targets/target-names.ts';
import type { Snapshot } from './repository-snapshot.ts';

/**
 * The repository with what compiles were seen to read as declared inputs of the crate's project: whoever
 * uses the crate reads it as well.
 */
export function withReadsOfCargo(
  { repository, manifests }: Pick<Snapshot, 'repository' | 'manifests'>,
  reads: ReadsRecord,
  { compile, 'cargo-test': cargoTest, build }: TargetNames,
): Repository {
  const names = [compile, cargoTest, build].filter((name) => name !== undefined);
  const projects = repository.projects.map((project) => {
    const recorded = Object.hasOwn(reads, project.root) ? (reads[project.root] ?? {}) : {};
    const found = names.flatMap((name) => {
      const ofTarget = Object.hasOwn(recorded, name) ? recorded[name] : undefined;
      return ofTarget === undefined ? [] : [...ofTarget.files.map(asGlob), ...ofTarget.globs];
    });
    if (cratesOf(project).length === 0 || found.length === 0) return project;
    return manifests.memo.get('read-by-cargo', project.root, [project, found.join('\n')], () => {
      const declared = project.declared ?? nothingDeclared;
      const files = [...new Set([...declared.files, ...found])];
      return { ...project, declared: { ...declared, files } };
    });
  });
  return { ...repository, projects };
}
