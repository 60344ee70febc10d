/** A package as `cargo metadata` describes it. */
export interface Member {
  readonly name: string;
  readonly version: string;
  readonly dependencies: readonly {
    readonly name: string;
    /** The folder, for a dependency with a path. */
    readonly path?: string | null;
    /** `*` where the manifest states no version; such a dependency of tests is not packed. */
    readonly req: string;
  }[];
}

/**
 * The members that a package needs, directly and indirectly, and that are not published in the version
 * that they have. cargo packs them together with it: none of them can be resolved otherwise.
 */
export async function unpublishedMembers(
  name: string,
  members: readonly Member[],
  isPublished: (member: Member) => Promise<boolean>,
): Promise<readonly string[]> {
  const byName = new Map(members.map((member) => [member.name, member]));
  const needed = new Set([name]);
  // A set that grows while it is walked visits what was added.
  for (const each of needed) {
    for (const dependency of byName.get(each)?.dependencies ?? []) {
      if (typeof dependency.path === 'string' && dependency.req !== '*')
        needed.add(dependency.name);
    }
  }
  needed.delete(name);
  const found: string[] = [];
  for (const each of needed) {
    const member = byName.get(each);
    if (member !== undefined && !(await isPublished(member))) found.push(each);
  }
  return found.sort();
}
