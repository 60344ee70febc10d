import { join } from 'node:path';
import type { Laboratory } from './laboratory.ts';
import type { RunTool } from './run-tool.ts';

/** Where each is placed, as seen from the laboratory's folder. */
export const extensions = [
  { name: 'alpha', place: (suffix: string) => `work/libs/alpha/python/alpha/_alpha${suffix}` },
  { name: 'beta', place: () => 'work/libs/beta/src/beta/_beta.abi3.so' },
  { name: 'gamma', place: (suffix: string) => `site/gamma${suffix}` },
  { name: 'delta', place: (suffix: string) => `work/libs/delta/delta/_delta${suffix}` },
] as const;

export const crates = ['shared', 'lonely', 'embedded', 'alpha', 'beta', 'gamma', 'delta'] as const;
export const distributions = ['alpha', 'beta', 'gamma', 'app'] as const;
export const pythonProjects = ['alpha', 'beta', 'gamma', 'delta', 'app', 'checks'] as const;

export const folderOf: Readonly<Record<string, string>> = {
  shared: 'crates/shared',
  lonely: 'crates/lonely',
  embedded: 'crates/embedded',
  alpha: 'libs/alpha',
  beta: 'libs/beta',
  gamma: 'libs/gamma',
  delta: 'libs/delta',
  app: 'packages/app',
  checks: 'packages/checks',
};

export interface Work {
  readonly laboratory: Laboratory;
  readonly run: RunTool;
  readonly python: string;
}

/** Where Python finds the fixture's packages without an install. */
export function pythonPath({ folder, root }: Laboratory, more: readonly string[] = []): string {
  const sources = ['libs/alpha/python', 'libs/beta/src', 'libs/delta', 'packages/app', ...more];
  return [join(folder, 'site'), ...sources.map((source) => join(root, source))].join(':');
}
