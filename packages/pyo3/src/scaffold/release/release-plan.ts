/** What nx.json needs so that `nx release` releases the projects of a repository. */
import type { NxJsonConfiguration } from '@nx/devkit';
import { booleanField, tableField } from '../../toml/fields.ts';
import type { Repository } from '../../project/edges/repository.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import { isInstallable, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { statedVersions } from '../../release/edits/file-edit.ts';
import type { StatedVersion } from '../../release/places/stated-version.ts';

export interface ReleaseChoices {
  readonly relationship: 'independent' | 'fixed';
  readonly specifier: 'by-hand' | 'conventional-commits' | 'version-plans';
}

export interface ReleasePlan {
  readonly release: NonNullable<NxJsonConfiguration['release']>;
  /** What was chosen, one sentence each. */
  readonly told: readonly string[];
}

interface Candidate {
  readonly project: Pyo3Project;
  readonly stated: StatedVersion;
}

/** `undefined` if there is nothing to release. */
export function planRelease(
  repository: Repository,
  manifests: Manifests,
  choices: ReleaseChoices,
): ReleasePlan | undefined {
  const versions = statedVersions(repository, manifests);
  const all = repository.projects.flatMap((project): readonly Candidate[] => {
    const stated = versions.get(project.root);
    return stated === undefined ? [] : [{ project, stated }];
  });
  const skipped = all.flatMap((one) => {
    const reason = reasonToSkip(one, manifests);
    return reason === undefined ? [] : [{ name: one.project.name, reason }];
  });
  const names = new Set(skipped.map(({ name }) => name));
  const released = all.filter(({ project }) => !names.has(project.name));
  if (released.length === 0) return undefined;
  const groups = choices.relationship === 'fixed' ? [] : sharedVersions(released);
  return {
    release: releaseOf(released, groups, choices),
    told: [
      ...toldOfGroups(released, groups, choices),
      ...released.flatMap(({ project, stated }) =>
        stated.kind === 'tags'
          ? [`${project.name}: ${stated.tool} takes the version from git tags; no file is changed`]
          : [],
      ),
      ...skipped.map(({ name, reason }) => `${name}: not released, because it ${reason}`),
      toldOfSpecifier[choices.specifier],
      'requirements on released projects name the new version (preserveMatchingDependencyRanges: false)',
      'dependents of a pre-release become pre-releases (applyPreidToDependents: true)',
    ],
  };
}

const toldOfSpecifier: Readonly<Record<ReleaseChoices['specifier'], string>> = {
  'by-hand': 'you type the version or the kind of change: nx release minor',
  'conventional-commits': 'versions follow from commit messages: fix, feat and feat!',
  'version-plans': 'versions follow from version plans: nx release plan minor',
};

function reasonToSkip({ project, stated }: Candidate, manifests: Manifests): string | undefined {
  if (stated.kind === 'unknown') return stated.reason;
  if (project.kind !== 'crate') {
    return isInstallable(project) ? undefined : 'is not a package that can be installed';
  }
  const isHeir = stated.kind === 'written' && stated.crates.some(({ inherited }) => inherited);
  const table = tableField(manifests.cargo(project.root)?.document, 'package');
  return booleanField(table, 'publish') === false && !isHeir ? 'has publish = false' : undefined;
}

interface SharedVersion {
  readonly name: string;
  readonly members: readonly string[];
}

/** Projects that inherit one number, by the folder of the workspace that has it. */
function sharedVersions(released: readonly Candidate[]): readonly SharedVersion[] {
  const byRoot = new Map<string, string[]>();
  for (const { project, stated } of released) {
    if (stated.kind !== 'written') continue;
    const heir = stated.crates.find(({ inherited }) => inherited);
    if (heir === undefined) continue;
    const { cargoRoot } = heir.crate;
    byRoot.set(cargoRoot, [...(byRoot.get(cargoRoot) ?? []), project.name]);
  }
  return [...byRoot]
    .filter(([, members]) => members.length > 1)
    .map(([folder, members]) => ({
      name: folder === '.' ? 'workspace' : folder.replaceAll(/[^A-Za-z0-9]+/g, '-'),
      members: [...members].sort(),
    }));
}

function releaseOf(
  released: readonly Candidate[],
  groups: readonly SharedVersion[],
  { relationship, specifier }: ReleaseChoices,
): NonNullable<NxJsonConfiguration['release']> {
  const isFixed = relationship === 'fixed';
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const alone = released.map(({ project }) => project.name).filter((name) => !grouped.has(name));
  const own = {
    projects: alone.sort(),
    projectsRelationship: relationship,
    releaseTag: { pattern: isFixed ? 'v{version}' : '{projectName}@{version}' },
  };
  const shared = groups.map(({ name, members }) => [
    name,
    {
      projects: [...members],
      projectsRelationship: 'fixed' as const,
      releaseTag: { pattern: '{releaseGroupName}-v{version}' },
    },
  ]);
  return {
    ...(groups.length === 0
      ? own
      : {
          groups: Object.fromEntries(alone.length === 0 ? shared : [['projects', own], ...shared]),
        }),
    ...(specifier === 'version-plans' ? { versionPlans: true } : {}),
    version: {
      ...(specifier === 'conventional-commits' ? { conventionalCommits: true } : {}),
      applyPreidToDependents: true,
      preserveMatchingDependencyRanges: false,
      // The default is not the same in Nx 22 and 23.
      adjustSemverBumpsForZeroMajorVersion: specifier === 'conventional-commits',
    },
    changelog: {
      workspaceChangelog: isFixed,
      projectChangelogs: true,
      // Nx 22 and 23 look for a tag of the whole workspace also where there is none.
      automaticFromRef: true,
    },
  };
}

function toldOfGroups(
  released: readonly Candidate[],
  groups: readonly SharedVersion[],
  { relationship }: ReleaseChoices,
): readonly string[] {
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const alone = released.map(({ project }) => project.name).filter((name) => !grouped.has(name));
  const versions = new Set(
    released.flatMap(({ stated }) => (stated.kind === 'written' ? [stated.version] : [])),
  );
  const first = [...alone].sort()[0] ?? '';
  const list = [...alone].sort().join(', ');
  return [
    ...(alone.length === 0
      ? []
      : relationship === 'fixed'
        ? [`one version and one tag for ${list}`]
        : [`a version and a tag of its own for each of ${list}`]),
    ...(relationship === 'fixed' && versions.size > 1
      ? [
          `the projects have different versions now (${[...versions].sort().join(', ')}); the next one is computed from that of ${first}`,
        ]
      : []),
    ...groups.map(
      ({ name, members }) =>
        `group ${name}: ${members.join(', ')} share one version (version.workspace = true)`,
    ),
  ];
}
