import type { Command } from '../process/command.ts';
import type { RunResult, Runner } from '../process/run.ts';
import type { Interpreter, PythonEnvironment } from '../environment/python-environment.ts';

/** CPython 3.11 of a virtual environment `/ws/.venv` over `/py`. */
export function interpreterFixture(changes: Partial<Interpreter> = {}): Interpreter {
  return {
    executable: '/ws/.venv/bin/python',
    implementation: 'cpython',
    version: [3, 11, 7],
    extSuffix: '.cpython-311-x86_64-linux-gnu.so',
    abiFlags: '',
    pointerWidth: 64,
    platform: 'linux-x86_64',
    freeThreaded: false,
    shared: true,
    libName: 'python3.11',
    libDir: '/py/lib',
    buildFlags: [],
    relocatable: false,
    basePrefix: '/py',
    baseExecutable: '/py/bin/python3.11',
    prefix: '/ws/.venv',
    sitePackages: '/ws/.venv/lib/python3.11/site-packages',
    ...changes,
  };
}

export function environmentFixture(changes: Partial<PythonEnvironment> = {}): PythonEnvironment {
  return {
    interpreter: interpreterFixture(),
    prefix: '/ws/.venv',
    kind: 'venv',
    origin: 'workspace-venv',
    ...changes,
  };
}

/** A runner that starts nothing: it notes each command and answers as `answer` says. */
export function fakeRunner(answer: (command: Command) => Partial<RunResult>): {
  readonly run: Runner;
  readonly commands: readonly Command[];
} {
  const commands: Command[] = [];
  const run: Runner = (command) => {
    commands.push(command);
    return Promise.resolve({ exitCode: 0, stdout: '', stderr: '', ...answer(command) });
  };
  return { run, commands };
}
