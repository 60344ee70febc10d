import { dirname, join } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { absolutePath } from '../files/paths.ts';
import { defaultRequirements, installedGroups } from '../manifest/pyproject/installed-groups.ts';
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import {
  lockedVersions,
  projectRequirements,
  type RepositoryDistribution,
} from '../install/requirements.ts';
import { repositoryDistributions } from '../install/repository-distributions.ts';
import { manifestsOf, type Manifests } from '../project/folder/manifests.ts';
import {
  findUvLock,
  isOutdated,
  lockedDistributions,
} from '../project/reads/locked-distributions.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import { parseRequirement } from '../python/requirement.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { artifactsOf } from './artifacts.ts';

/** What is installed beside a wheel that is tested. */
export interface TestRequirements {
  /** PEP 508, of distributions of others. */
  readonly ofOthers: readonly string[];
  /** Absolute paths of wheels and folders of the repository's distributions. */
  readonly ofRepository: readonly string[];
  /** `name==version` as uv.lock chose them; empty without a lock file that has the project. */
  readonly locked: readonly string[];
}

/**
 * What `pytest` of the project finds in its environment: its dependencies, with the groups and extras for
 * tests, and those of the workspace's root. Of the repository's own distributions, the wheel is taken
 * that the task before this one built, where there is one, else the folder.
 *
 * @param atom the wheel that is tested; a wheel of another project counts if it is of the same kind.
 */
export function testRequirements(session: TaskSession, atom: string): TestRequirements {
  const manifests = manifestsOf(session.reader);
  const { project, installs } = session;
  const repository = repositoryDistributions(session.projectRoots, manifests);
  const pyproject = manifests.pyproject(project.root);
  if (pyproject === undefined) return { ofOthers: ['pytest'], ofRepository: [], locked: [] };
  const groups = installedGroups(pyproject, installs);
  const own = projectRequirements(pyproject, repository, groups);
  const self = normalizeDistributionName(pyproject.project?.name ?? '');
  const siblings = closure(own.ofRepository, repository).filter(([name]) => name !== self);
  const ofRoot = rootRequirements(manifests).filter((text) => {
    const name = nameOf(text);
    return name !== self && repository(name) === undefined && !notForTests.has(name);
  });
  const ofOthers = [...new Set([...own.ofOthers, ...ofRoot])];
  return {
    ofOthers: ofOthers.some((text) => nameOf(text) === 'pytest')
      ? ofOthers
      : [...ofOthers, 'pytest'],
    ofRepository: siblings.map(([name, one]) => artifactOf(session, name, one, atom)),
    locked: lockedFor(project.root, manifests),
  };
}

/** Tools of other targets: they take time, and some have no wheel for an older Python. */
const notForTests: ReadonlySet<string> = new Set([
  ...['maturin', 'ruff', 'mypy', 'pyright', 'ziglang', 'cargo-zigbuild', 'uv', 'build', 'twine'],
  ...['abi3audit', 'auditwheel', 'check-wheel-contents', 'pre-commit'],
]);

function rootRequirements(manifests: Manifests): readonly string[] {
  const root = manifests.pyproject('.');
  return root === undefined ? [] : defaultRequirements(root);
}

/** Of the names, with what they require of the repository themselves. */
function closure(
  names: readonly string[],
  repository: RepositoryDistribution,
): readonly (readonly [string, Pyproject])[] {
  const found = new Map<string, Pyproject>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const one = repository(name);
    if (one === undefined || found.has(name)) continue;
    found.set(name, one);
    const none = { groups: [], extras: [] };
    waiting.push(...projectRequirements(withoutTools(one), repository, none).ofRepository);
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** uv's `dev-dependencies` are for who works on it. */
function withoutTools(pyproject: Pyproject): Pyproject {
  return { ...pyproject, uv: { ...pyproject.uv, devDependencies: [] } };
}

function artifactOf(
  { workspaceRoot }: TaskSession,
  name: string,
  { file }: Pyproject,
  atom: string,
): string {
  const folder = absolutePath(workspaceRoot, dirname(file));
  for (const tag of [atom, 'py3-none-any']) {
    const wheels = join(folder, 'dist', 'wheels', tag);
    const [wheel] = existsSync(wheels) ? artifactsOf(name, 'wheel', readdirSync(wheels)) : [];
    if (wheel !== undefined) return join(wheels, wheel);
  }
  return folder;
}

function lockedFor(root: string, manifests: Manifests): readonly string[] {
  const found = findUvLock(root, manifests);
  if (found === undefined || isOutdated(root, found, manifests)) return [];
  return lockedVersions(lockedDistributions(found));
}

function nameOf(text: string): string {
  return parseRequirement(text)?.normalizedName ?? '';
}
