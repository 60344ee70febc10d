import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import {
  cratesOf,
  isInstallable,
  type Crate,
  type Distribution,
  type MaturinProject,
  type Pyo3Project,
} from '../../project/folder/pyo3-project.ts';

/** What a task needs to know of the project that it was asked to work on. */
export interface TaskSubject {
  /** `project:target` */
  readonly task: string;
  readonly project: Pyo3Project;
}

/** Its crates. Throws `option-invalid` where there is none: the executor is on the wrong project. */
export function requireCrates({ task, project }: TaskSubject): readonly Crate[] {
  const crates = cratesOf(project);
  if (crates.length > 0) return crates;
  throw wrongProject(task, project, 'has no crate', 'a folder with a Cargo.toml');
}

/** A project that can be installed, with its distribution. Throws `option-invalid` otherwise. */
export function requireInstallable({ task, project }: TaskSubject): {
  readonly project: Exclude<Pyo3Project, { kind: 'crate' }>;
  readonly distribution: Distribution;
} {
  if (project.kind !== 'crate' && isInstallable(project)) {
    return { project, distribution: project.distribution };
  }
  const what = project.kind === 'crate' ? 'is a crate only' : 'has no [build-system]';
  throw wrongProject(task, project, what, 'a project whose pyproject.toml has a [build-system]');
}

/** Throws `option-invalid` for what has no extension that maturin builds. */
export function requireMaturin({ task, project }: TaskSubject): MaturinProject {
  if (project.kind === 'maturin') return project;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `${task} cannot run: maturin does not build the project in ${project.root}.`,
    hint: 'Use this executor for a project whose build backend is maturin, or remove the target from its project.json.',
  });
}

/** The tools among `rust` and `python` whose files the project has. */
export function rustAndPython<Rust extends string, Python extends string>(
  project: Pyo3Project,
  rust: Rust,
  python: Python,
): readonly (Rust | Python)[] {
  const hasPython = project.kind !== 'crate' || project.distribution !== undefined;
  return [...(cratesOf(project).length > 0 ? [rust] : []), ...(hasPython ? [python] : [])];
}

function wrongProject(task: string, project: Pyo3Project, what: string, right: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `${task} cannot run: the project in ${project.root} ${what}.`,
    hint: `Use this executor for ${right}, or remove the target from its project.json.`,
  });
}
