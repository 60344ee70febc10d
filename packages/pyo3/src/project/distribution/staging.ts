/**
 * The folder in which the cached target `compile` leaves an extension, and from which `develop`
 * takes it. It is apart from the Python package, because Nx 22 and 23 take a file that something
 * else wrote within a second of a restore for their own.
 *
 * Nobody but `compile` and Nx's cache writes there, since Nx would take what lies there for what its
 * last run has left; `watch` has a folder beside it. Nothing in it names a path of this machine.
 */
import { posix } from 'node:path';
import type { MaturinProject } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/** What git has to ignore, as a line of an ignore file. */
export const stagedNames = '.nx-pyo3/';

/** Who has compiled: the cached target, or `watch` in its own process, of which Nx knows nothing. */
export type StagedBy = 'compile' | 'watch';

/** Name of the file that says what is staged. */
export const recordName = 'extension.json';

/** The folder as an output of a target. */
export const stagingOutput = `{projectRoot}/${stagedNames}compile`;

/** What is staged. */
export interface StagedRecord {
  /** File name of the extension, with the suffix by which Python knows it. */
  readonly name: string;
  /** SHA-256 of its content, as hexadecimal digits. */
  readonly digest: string;
  /** Dotted name of the module. */
  readonly module: string;
}

/** Path of the staging folder of a project, relative to the workspace root. */
export function stagingFolder(projectRoot: string, by: StagedBy = 'compile'): string {
  return childPath(projectRoot, `${stagedNames}${by}`);
}

/** An extension that `develop` has placed among the sources of its project. */
export interface PlacedRecord {
  /** Path relative to the project's folder, with `/`. */
  readonly file: string;
  /** SHA-256 of its content, as hexadecimal digits. */
  readonly digest: string;
}

/** Path of the file in which `develop` notes that, relative to the workspace root. */
export function placedRecord(projectRoot: string): string {
  return childPath(projectRoot, `${stagedNames}placed.json`);
}

export function renderPlacedRecord(record: PlacedRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** `undefined` for a text that is none, or names a file outside of the project. */
export function readPlacedRecord(text: string | undefined): PlacedRecord | undefined {
  const { file, digest } = fieldsOf(text);
  if (typeof file !== 'string' || typeof digest !== 'string') return undefined;
  const isInside = !posix.isAbsolute(file) && !file.split('/').includes('..');
  return isInside ? { file, digest } : undefined;
}

/** Everything of the folder that is text: its path within it → its content. */
export function stagedTexts(record: StagedRecord): Readonly<Record<string, string>> {
  return { [recordName]: `${JSON.stringify(record, null, 2)}\n` };
}

/** The record of a text; `undefined` when it is none, or is of another module than the project's. */
export function readStagedRecord(
  text: string | undefined,
  { extension }: Pick<MaturinProject, 'extension'>,
): StagedRecord | undefined {
  const { name, digest, module } = fieldsOf(text);
  if (typeof name !== 'string' || typeof digest !== 'string') return undefined;
  const isName = name.startsWith(`${extension.initName}.`) && !/[\\/]/.test(name);
  if (!isName || module !== extension.moduleName) return undefined;
  return { name, digest, module };
}

function fieldsOf(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text ?? '{}')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
