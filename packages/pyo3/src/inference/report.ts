import { join } from 'node:path';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import { readData, writeData } from '../files/data-file.ts';

const reported = new Set<string>();

/**
 * A note while the graph is made: seen in CI and without a daemon, and nowhere with one. On
 * stderr, since stdout may be the JSON of `nx show projects --json`; once for each process.
 */
export function reportOnce(text: string): void {
  if (reported.has(text)) return;
  reported.add(text);
  console.error(text);
}

/**
 * Reports what this checkout was not told before: a graph is made after every change of a manifest, and
 * a decision that stays the same is no news. One that went away and comes back is; so is each after
 * `nx reset`.
 */
export function reportDecisions(
  workspaceRoot: string,
  env: Readonly<Record<string, string | undefined>>,
  decisions: readonly string[],
): void {
  const file = join(pluginDataFolder(workspaceRoot, env), 'told-decisions.json');
  const before = readData(file);
  const text = `${JSON.stringify(decisions)}\n`;
  if (before === text || (before === undefined && decisions.length === 0)) return;
  const told = new Set(linesIn(before));
  for (const decision of decisions) if (!told.has(decision)) reportOnce(decision);
  writeData(file, text);
}

function linesIn(text: string | undefined): readonly unknown[] {
  try {
    const lines: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(lines) ? lines : [];
  } catch {
    return []; // Cut off by a full disk.
  }
}
