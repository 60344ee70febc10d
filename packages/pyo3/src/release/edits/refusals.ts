/** Why a project cannot be released as it is configured, found before anything is written. */
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { lineOfPlace } from '../places/version-place.ts';
import { distributionProblem, semverForm, successionProblem } from '../versions/two-worlds.ts';
import { versionIn, type Snapshot } from './file-edit.ts';

export interface Group {
  readonly name: string;
  readonly isFixed: boolean;
}

/**
 * @param groupOf the release group of a project's folder; `undefined` for what is not released.
 * @throws Pyo3Error `version-invalid` or `version-shared`.
 */
export function requireReleasable(
  project: Pyo3Project,
  groupOf: (root: string) => Group | undefined,
  snapshot: Snapshot,
): void {
  const { repository, manifests } = snapshot;
  const stated = versionIn(snapshot, project);
  if (stated.kind === 'tags') return;
  if (stated.kind === 'unknown') {
    throw new Pyo3Error({
      code: 'version-invalid',
      message: `${project.name} ${stated.reason}, so it cannot be versioned.`,
      location: { file: project.distribution?.pyprojectPath ?? project.root },
      hint: 'State the version in [project] or [package], or remove the project from release.projects in nx.json.',
    });
  }
  const [place] = stated.places;
  const form = semverForm(stated.version);
  if ('problem' in form && place !== undefined) {
    const line = lineOfPlace(place, manifests.reader.read(place.file) ?? '');
    throw new Pyo3Error({
      code: 'version-invalid',
      message: `The version ${stated.version} of ${project.name} ${form.problem}. Nx needs a SemVer version.`,
      location: { file: place.file, ...(line === undefined ? {} : { line }) },
      hint: 'Write a version with three numbers, such as 1.2.3 or 1.2.3rc1.',
    });
  }
  const group = groupOf(project.root);
  for (const { inherited, crate } of stated.crates) {
    if (!inherited) continue;
    const heirs = repository.projects.filter(
      (one) =>
        cratesOf(one).some(({ cargoRoot }) => cargoRoot === crate.cargoRoot) &&
        inheritsVersion(one, snapshot),
    );
    const released = heirs.filter(({ root }) => groupOf(root) !== undefined);
    const isOne = released.every(({ root }) => groupOf(root)?.name === group?.name);
    if (released.length < 2 || (isOne && group?.isFixed === true)) continue;
    const names = released.map(({ name }) => name).sort();
    throw new Pyo3Error({
      code: 'version-shared',
      message: `${names.join(', ')} share one version (version.workspace = true), so they must be in one release group whose projectsRelationship is "fixed".`,
      location: { file: crate.manifestPath },
      hint: 'Put them into one fixed group of release.groups in nx.json: nx g pyo3:release does that.',
    });
  }
}

/** @throws Pyo3Error `version-invalid` if the version cannot be stated in both notations. */
export function requireSayable(
  project: Pyo3Project,
  current: string | null,
  version: string,
): void {
  if (project.kind === 'crate') return;
  const problem =
    distributionProblem(version) ??
    (current === null ? undefined : successionProblem(current, version));
  if (problem === undefined) return;
  throw new Pyo3Error({
    code: 'version-invalid',
    message: `${project.name} cannot get the version ${version}: it ${problem}. Nothing was written.`,
    hint: 'Use --preid alpha, beta or rc, or give a version such as 1.2.3-rc.1.',
  });
}

function inheritsVersion(project: Pyo3Project, snapshot: Snapshot): boolean {
  const stated = versionIn(snapshot, project);
  return stated.kind === 'written' && stated.crates.some(({ inherited }) => inherited);
}
