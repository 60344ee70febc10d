import { absolutePath, type AbsolutePath } from '../files/paths.ts';
import type { Interpreter } from '../environment/python-environment.ts';
import { readStagedRecord, recordName, stagingFolder } from '../project/distribution/staging.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** An extension that was compiled for this interpreter. */
export interface StagedExtension {
  /** File name with the suffix by which Python knows it. */
  readonly name: string;
  /** The file that is copied. */
  readonly source: AbsolutePath;
  /** SHA-256 of its content, as hexadecimal digits. */
  readonly digest: string;
}

/**
 * What `compile` has just left for this interpreter; `undefined` when it did not run before this
 * task, since what lies there may then be of older sources.
 */
export function stagedExtension(
  { workspaceRoot, reader, isCompiled, stagedBy }: TaskSession,
  project: MaturinProject,
  { extSuffix }: Interpreter,
): StagedExtension | undefined {
  if (!isCompiled) return undefined;
  const folder = stagingFolder(project.root, stagedBy);
  const record = readStagedRecord(reader.read(childPath(folder, recordName)), project);
  if (record === undefined) return undefined;
  const { name, digest } = record;
  if (!isLoadable(name, project.extension.initName, extSuffix)) return undefined;
  return { name, digest, source: absolutePath(workspaceRoot, childPath(folder, name)) };
}

/** Whether Python takes a file of this name for the extension. */
export function isLoadable(name: string, initName: string, extSuffix: string): boolean {
  if (!name.startsWith(`${initName}.`)) return false;
  const suffix = name.slice(initName.length);
  return suffix === extSuffix || /^(\.abi3(-[^.]+)?)?\.(so|pyd)$/.test(suffix);
}
