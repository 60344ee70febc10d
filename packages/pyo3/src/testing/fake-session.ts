import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { memoryReader } from '../files/memory.ts';
import type { RunResult } from '../process/run.ts';
import type { RunCommand, RunMode } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { maturinProject } from './projects.ts';

export interface FakeSession extends TaskSession {
  /** Command lines in the order in which they ran, and `[install` `]` around an installation. */
  readonly ran: readonly string[];
  /** How each of the commands was run. */
  readonly modes: readonly RunMode[];
  readonly printed: readonly string[];
}

interface FakeSettings extends Partial<TaskSession> {
  /** What a command gives, by the first words of its line; success otherwise. */
  readonly results?: Readonly<Record<string, Partial<RunResult>>>;
}

/** A session in which every tool is there and nothing is started. */
export function fakeSession({ results = {}, ...settings }: FakeSettings = {}): FakeSession {
  const ran: string[] = [];
  const printed: string[] = [];
  const toolRun = (name: string) => ({
    tool: { name, program: name, args: [], origin: 'path' } as const,
    cwd: '/ws/libs/a',
    env: {},
  });
  const modes: RunMode[] = [];
  const run: RunCommand = (command, mode) => {
    const line = [command.program, ...command.args].join(' ');
    ran.push(line);
    modes.push(mode);
    const [, result] = Object.entries(results).find(([start]) => line.startsWith(start)) ?? [];
    return Promise.resolve({ exitCode: 0, stdout: '', stderr: '', ...result });
  };
  return {
    task: 'a:target',
    project: maturinProject,
    workspaceRoot: '/ws',
    reader: memoryReader({}),
    innerProjects: [],
    testedInside: [],
    projectRoots: ['libs/a'],
    developedFirst: [],
    developTaskOf: () => undefined,
    sessionOf: () => fakeSession(settings),
    isCompiled: true,
    stagedBy: 'compile',
    hashed: () => Promise.resolve(undefined),
    inputFiles: () => Promise.resolve([]),
    written: new Set(),
    env: {},
    installs: {},
    args: [],
    python: () => Promise.resolve(environment),
    cargo: () => Promise.resolve(toolRun('cargo')),
    tool: (name) => Promise.resolve(toolRun(name)),
    installer: () =>
      Promise.resolve({
        ...toolRun('uv'),
        installer: 'uv',
        interpreter: '/ws/.venv/bin/python',
      }),
    maturinPython: () => Promise.resolve(() => Promise.resolve(toolRun('python'))),
    buildFrontend: () => Promise.resolve({ ...toolRun('uv'), frontend: 'uv' }),
    run,
    whileInstalling: async (work) => {
      ran.push('[install');
      const result = await work();
      ran.push(']');
      return result;
    },
    whileCompiling: (_library, work) => work(),
    isTracked: () => Promise.resolve(false),
    say: (line) => void printed.push(line),
    detail: () => undefined,
    warn: (message, hint) => void printed.push(`${message} → ${hint}`),
    ...settings,
    ran,
    modes,
    printed,
  };
}

/** A session whose tools write the file `made`, relative to `workspaceRoot`. */
export function buildingSession(
  workspaceRoot: AbsolutePath,
  made: string,
  settings: FakeSettings = {},
): FakeSession {
  const session = fakeSession({ workspaceRoot, ...settings });
  return {
    ...session,
    run: async (command, mode) => {
      const result = await session.run(command, mode);
      writeFileSync(join(workspaceRoot, made), '');
      return result;
    },
  };
}

const environment = {
  interpreter: {
    executable: '/ws/.venv/bin/python',
    extSuffix: '.cpython-311-x86_64-linux-gnu.so',
    sitePackages: '/ws/.venv/lib/python3.11/site-packages',
  },
  kind: 'venv',
  origin: 'workspace-venv',
} as PythonEnvironment;
