/** Which projects a commit releases, by the tags of `nx release` on it; pure. */
import { Minimatch } from 'minimatch';

/** `release` of nx.json, as far as it decides tags; nothing of it has been checked. */
interface ReleaseTable {
  readonly projects?: unknown;
  readonly projectsRelationship?: unknown;
  readonly groups?: unknown;
  readonly releaseTag?: { readonly pattern?: unknown };
  /** Nx 22 knows this name, too. */
  readonly releaseTagPattern?: unknown;
}

/**
 * Those of `projects` that have a tag of theirs among `tags`. A tag of a group stands for all of its
 * projects: Nx gives them one version.
 *
 * @param release `release` of nx.json.
 */
export function releasedProjects(
  projects: readonly string[],
  tags: readonly string[],
  release: unknown,
): readonly string[] {
  const table = Object(release) as ReleaseTable;
  const groups = Object.entries(Object(table.groups) as Record<string, ReleaseTable>);
  const all: readonly (readonly [string | undefined, ReleaseTable])[] =
    groups.length > 0 ? groups : [[undefined, table]];
  const released = new Set<string>();
  for (const [group, own] of all) {
    const pattern = patternOf(own, table, group);
    for (const project of projects.filter((name) => isMember(name, own.projects))) {
      const tag = tagPattern(pattern, { releaseGroupName: group ?? '', projectName: project });
      if (tags.some((one) => tag.test(one))) released.add(project);
    }
  }
  return projects.filter((name) => released.has(name));
}

/** Nx's defaults: `{projectName}@{version}` where projects are independent, else `v{version}`. */
function patternOf(own: ReleaseTable, all: ReleaseTable, group: string | undefined): string {
  const stated = [
    ...[own.releaseTag?.pattern, own.releaseTagPattern],
    ...[all.releaseTag?.pattern, all.releaseTagPattern],
  ].find((pattern) => typeof pattern === 'string');
  if (typeof stated === 'string') return stated;
  const relationship = own.projectsRelationship ?? all.projectsRelationship;
  if (relationship === 'independent') return '{projectName}@{version}';
  return group === undefined ? 'v{version}' : '{releaseGroupName}-v{version}';
}

function tagPattern(pattern: string, names: Readonly<Record<string, string>>): RegExp {
  const text = pattern
    .split(/\{(\w+)\}/)
    .map((part, index) => {
      if (index % 2 === 0) return escaped(part);
      return part === 'version' ? String.raw`\d+\.\d+\.\d+.*` : escaped(names[part] ?? '');
    })
    .join('');
  return new RegExp(`^${text}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** By name or glob, with `!` before what is left out; every project where nothing, or a tag, is named. */
function isMember(project: string, stated: unknown): boolean {
  const patterns = (Array.isArray(stated) ? stated : [stated]).filter(
    (one): one is string => typeof one === 'string',
  );
  const isLeftOut = patterns.some((one) => one.startsWith('!') && matches(project, one.slice(1)));
  const wanted = patterns.filter((one) => !one.startsWith('!'));
  if (isLeftOut) return false;
  return wanted.length === 0 || wanted.some((one) => one.includes(':') || matches(project, one));
}

function matches(project: string, pattern: string): boolean {
  return project === pattern || new Minimatch(pattern).match(project);
}
