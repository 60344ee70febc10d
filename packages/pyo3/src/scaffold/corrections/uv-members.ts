/**
 * Members and sources of uv workspaces: if a member requires a distribution of the repository, it
 * comes from the repository, never from an index (uv, "Workspaces" and "Dependency sources").
 */
import { posix } from 'node:path';
import { coversMember } from '../../manifest/source/member-glob.ts';
import { addUvMember, addUvSource } from '../../manifest/edit/pyproject-edit.ts';
import type { UvWorkspace } from '../../manifest/pyproject/uv-settings.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { EdgeKind, ProjectEdge } from '../../project/edges/project-edge.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { findUvRoot } from '../../project/distribution/uv-workspace.ts';
import { childPath, resolvePath } from '../../project/folder/workspace-path.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { removeFromArray } from '../../toml/edit.ts';
import { isPlainPath, readable, type Correction, type Rule } from './correction.ts';

const required: readonly EdgeKind[] = [
  'python-dependency',
  'python-extra',
  'python-group',
  'python-build',
];

export const uvMembers: Rule = ({ repository, manifests, folders = [] }) => {
  const byRoot = new Map(repository.projects.map((project) => [project.root, project]));
  const edges = repository.edges.filter(({ kind }) => required.includes(kind));
  return [
    ...edges.flatMap((edge) => requirementFromRepository(edge, byRoot, manifests)),
    ...workspaceRoots(
      [...repository.projects.map(({ root }) => root), ...folders],
      manifests,
    ).flatMap((folder) => deadMembers(folder, manifests)),
  ];
};

function requirementFromRepository(
  edge: ProjectEdge,
  byRoot: ReadonlyMap<string, Pyo3Project>,
  manifests: Manifests,
): readonly Correction[] {
  const target = byRoot.get(edge.target);
  const distribution = target?.distribution;
  const root = findUvRoot(edge.source, manifests);
  if (distribution === undefined || root?.pyproject.uv.workspace === undefined) return [];
  // uv refuses a member without a table `[project]`.
  if (manifests.pyproject(edge.target)?.document['project'] === undefined) return [];
  if (findUvRoot(edge.target, manifests)?.folder !== root.folder) return [];
  const { workspace } = root.pyproject.uv;
  if (!isMember(edge.source, root.folder, workspace)) return [];
  const member = posix.relative(root.folder, edge.target);
  if (coversMember(workspace.exclude, member)) return [];
  return [
    ...(isMember(edge.target, root.folder, workspace)
      ? []
      : [
          {
            file: root.pyproject.file,
            edit: (text: string) => addUvMember(text, member),
            what: `"${member}" becomes a member of the uv workspace, because ${edge.sourceFile} requires it`,
          },
        ]),
    ...(hasSource(distribution.normalizedName, [edge.source, root.folder], manifests)
      ? []
      : [
          {
            file: childPath(edge.source, 'pyproject.toml'),
            edit: (text: string) => addUvSource(text, distribution.name),
            what: `${distribution.name} comes from the workspace instead of an index`,
          },
        ]),
  ];
}

function isMember(folder: string, root: string, { members, exclude }: UvWorkspace): boolean {
  const path = posix.relative(root, folder);
  return folder === root || (coversMember(members, path) && !coversMember(exclude, path));
}

function hasSource(name: string, folders: readonly string[], manifests: Manifests): boolean {
  return folders.some((folder) => {
    const sources = readable(() => manifests.pyproject(folder))?.uv.sources ?? {};
    return Object.keys(sources).map(normalizeDistributionName).includes(name);
  });
}

function workspaceRoots(folders: readonly string[], manifests: Manifests): readonly string[] {
  const roots = folders.map((folder) => findUvRoot(folder, manifests)?.folder);
  return [...new Set(roots.filter((folder) => folder !== undefined))];
}

function deadMembers(root: string, manifests: Manifests): readonly Correction[] {
  const members = readable(() => manifests.pyproject(root))?.uv.workspace?.members ?? [];
  const isDead = (member: string) => {
    const folder = isPlainPath(member) ? resolvePath(root, member) : undefined;
    return folder !== undefined && !manifests.reader.isFile(childPath(folder, 'pyproject.toml'));
  };
  return members.filter(isDead).map((member) => ({
    file: childPath(root, 'pyproject.toml'),
    edit: (text) =>
      removeFromArray(text, ['tool', 'uv', 'workspace', 'members'], (each) => each === member),
    what: `"${member}" leaves the uv workspace, because it contains no project`,
  }));
}
