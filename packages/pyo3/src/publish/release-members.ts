import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import type { NxJsonConfiguration } from '@nx/devkit';

/** Projects by name, with what Nx's patterns can ask for. */
export type Members = Readonly<
  Record<string, { readonly root: string; readonly tags?: readonly string[] }>
>;

/**
 * Whether `release` in nx.json names a project. Nx runs the publish target of a dependency without
 * asking, so a project that is not released could be published with one that is.
 *
 * Without `projects` and groups, Nx releases what has a public package.json.
 */
export function isReleased(
  name: string,
  release: NxJsonConfiguration['release'],
  projects: Members,
  workspaceRoot: AbsolutePath,
): boolean {
  const patterns = [
    listOf(release?.projects),
    ...Object.values(release?.groups ?? {}).map((group) => listOf(group.projects)),
  ];
  const find = matcher(workspaceRoot);
  const nodes = Object.fromEntries(
    Object.entries(projects).map(([each, { root, tags = [] }]) => [each, { data: { root, tags } }]),
  );
  return patterns.some((list) => list.length > 0 && find(list, nodes).includes(name));
}

function listOf(patterns: string | readonly string[] | undefined): readonly string[] {
  return patterns === undefined ? [] : typeof patterns === 'string' ? [patterns] : patterns;
}

type FindMatching = (
  patterns: readonly string[],
  nodes: Readonly<Record<string, unknown>>,
) => readonly string[];

/** Nx's own matcher, which reads the patterns of `release`; the same file in Nx 22, 23 and 24. */
function matcher(workspaceRoot: AbsolutePath): FindMatching {
  const from = createRequire(join(workspaceRoot, 'package.json'));
  const { findMatchingProjects } = from('nx/src/utils/find-matching-projects') as {
    readonly findMatchingProjects: FindMatching;
  };
  return findMatchingProjects;
}
