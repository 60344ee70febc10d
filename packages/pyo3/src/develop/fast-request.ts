import type { ToolRun } from '../commands/tool-command.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import type { ExtensionPlace } from './extension-place.ts';

/** What the fast way works on. */
export interface FastRequest {
  readonly project: MaturinProject;
  readonly environment: PythonEnvironment;
  readonly manifests: Manifests;
  /** Where the compiled extension belongs. */
  readonly place: ExtensionPlace;
  /** A Python in which maturin can be imported. */
  readonly python: () => Promise<ToolRun>;
}
