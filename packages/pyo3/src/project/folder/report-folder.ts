/**
 * The folder in which a target leaves its reports (coverage and JUnit): an output of the target, and
 * never an input.
 */
import { childPath } from './workspace-path.ts';

export type Reporting = 'pytest' | 'cargo-test';

/** The folder as an output of a target. */
export function reportsOutput(by: Reporting): string {
  return `{projectRoot}/reports/${by}`;
}

/** Path of the folder of a project, relative to the workspace root. */
export function reportFolder(projectRoot: string, by: Reporting): string {
  return childPath(projectRoot, 'reports', by);
}
