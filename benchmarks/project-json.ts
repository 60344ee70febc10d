import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Listing } from './graph/workspace.ts';

/** What a library uses, which is its parents in the tree. */
interface Uses {
  /** Names of the libraries that it uses, the nearest first. */
  readonly used: readonly string[];
  /** Inputs of a target: its own files and those of all that it uses. */
  readonly inputs: readonly (string | object)[];
}

/** Writes a project.json for each library of `writeLibraries`, in the place of a plugin. */
export function writeProjectJson(
  root: string,
  { projects }: Listing,
  describe: (uses: Uses) => object,
): void {
  const names = Object.keys(projects);
  names.forEach((name, index) => {
    const used: string[] = [];
    for (let at = index; at > 0;) {
      at = Math.floor((at - 1) / 2);
      used.push(names[at] ?? '');
    }
    const inputs = [
      'default',
      ...(used.length > 0 ? [{ input: 'default', projects: used }] : []),
      { externalDependencies: [] },
    ];
    const text = JSON.stringify({ name, ...describe({ used, inputs }) });
    writeFileSync(join(root, projects[name]?.root ?? '', 'project.json'), text);
  });
}
