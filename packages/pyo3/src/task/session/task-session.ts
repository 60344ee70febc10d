import type { AbsolutePath, WorkspacePath } from '../../files/paths.ts';
import type { ErrorCode } from '../../diagnostics/pyo3-error.ts';
import type { PythonEnvironment } from '../../environment/python-environment.ts';
import type { InstallerRun } from '../../commands/installer.ts';
import type { ToolRun } from '../../commands/tool-command.ts';
import type { PythonToolName } from '../../environment/tools.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { InstalledGroups } from '../../manifest/pyproject/installed-groups.ts';
import type { StagedBy } from '../../project/distribution/staging.ts';
import type { HashedInputs } from '../../observe/hashed-inputs.ts';
import type { DevelopTask } from './nx-context.ts';
import type { RunCommand } from './run-command.ts';
import type { TaskSubject } from './task-project.ts';

/** What an executor works with: its project, the tools in their environment, and the terminal. */
export interface TaskSession extends TaskSubject {
  readonly workspaceRoot: AbsolutePath;
  /** Reads below the workspace root. */
  readonly reader: FileReader;
  /** Folders of other projects inside this one, relative to its folder, sorted. */
  readonly innerProjects: readonly string[];
  /** Those of them that have a task of pytest. */
  readonly testedInside: readonly string[];
  /** Folders of all projects of the workspace. */
  readonly projectRoots: readonly WorkspacePath[];
  /** Other projects whose `develop` runs before the task, each after what it waits for. */
  readonly developedFirst: readonly DevelopTask[];
  /** The task that develops the project in a folder; `undefined` if there is none. */
  readonly developTaskOf: (root: string) => DevelopTask | undefined;
  /** A session of that task, with the Python at this path. */
  readonly sessionOf: (task: DevelopTask, interpreter: string) => TaskSession;
  /** Whether the task runs after the project's extension was compiled by the executor `compile`. */
  readonly isCompiled: boolean;
  /** In whose staging folder the extension is. */
  readonly stagedBy: StagedBy;
  /** What the key of the task holds; `undefined` when the task is not cached. */
  readonly hashed: () => Promise<HashedInputs | undefined>;
  /** The files at their places, listed when they are first asked for; none for a task without a key. */
  readonly inputFiles: () => Promise<readonly WorkspacePath[]>;
  /** Files that the task has written, as far as it is known; relative to the workspace root. */
  readonly written: Set<string>;
  /** Environment variables of the task, those of its `.env` files included. */
  readonly env: NodeJS.ProcessEnv;
  /** Groups and extras that the options name for the project's environment. */
  readonly installs: Partial<InstalledGroups>;
  /** Arguments of the user for the tool: the option `args`, then what follows `--`. */
  readonly args: readonly string[];

  /** The project's Python environment, looked for (or created) at the first call. */
  readonly python: () => Promise<PythonEnvironment>;
  /** cargo, with an interpreter only where the project compiles pyo3 and the work needs it. */
  readonly cargo: (work: CargoWork) => Promise<ToolRun>;
  /** A Python tool; maturin for extensions. Throws `tool-missing` with the way to get it. */
  readonly tool: (name: PythonToolName | 'pytest') => Promise<ToolRun>;
  /** What installs into the environment: uv where it made the environment or is there, else pip. */
  readonly installer: () => Promise<InstallerRun>;
  /**
   * A Python in which maturin can be imported, as a function that makes it ready to run; `undefined`
   * where there is neither maturin nor uv.
   */
  readonly maturinPython: (
    requires: readonly string[],
  ) => Promise<(() => Promise<ToolRun>) | undefined>;
  /** What builds a project by its own backend: uv where it is there, else PyPA's `build`. */
  readonly buildFrontend: () => Promise<ToolRun & { readonly frontend: 'uv' | 'build' }>;

  /** Runs a command, and shows as much of it as the mode says. */
  readonly run: RunCommand;
  /** Does `work` while no other task installs into the same environment. */
  readonly whileInstalling: <T>(work: () => Promise<T>) => Promise<T>;
  /** Does `work` while no other task compiles a library of this name, which cargo would overwrite. */
  readonly whileCompiling: <T>(library: string, work: () => Promise<T>) => Promise<T>;
  /** Whether git tracks a file; false without git. */
  readonly isTracked: (file: AbsolutePath) => Promise<boolean>;

  readonly say: (line: string) => void;
  /** Said with `--verbose` only. */
  readonly detail: (line: string) => void;
  /** A message with what to do about it, on stderr. */
  readonly warn: (message: string, hint: string, code: ErrorCode) => void;
}

/** `test` programs embed Python; `check` only compiles; `format` does not even that. */
export type CargoWork = 'test' | 'extension' | 'check' | 'format';
