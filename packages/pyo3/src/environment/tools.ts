import { toolMissing } from '../process/tool-missing.ts';
import { findProgram, findProgramIn } from '../process/find-program.ts';
import type { PythonEnvironment, Tool } from './python-environment.ts';
import { programFolder } from './virtual-environment.ts';

export interface ToolContext {
  /** Absent for what needs no Python environment (formatting). */
  readonly environment?: PythonEnvironment;
  readonly env: Readonly<Record<string, string>>;
}

/** A tool of Python's world that can be started from anywhere. */
export type PythonToolName = 'maturin' | 'ruff' | 'mypy' | 'pyright' | 'uv' | WheelChecker;

/** Tools that look at built wheels and sdists. */
export type WheelChecker = 'abi3audit' | 'auditwheel' | 'check-wheel-contents' | 'twine';

/**
 * How to start a tool: the environment's own, else the one on the PATH, else through `uvx`, which
 * fetches it. `origin` says which, for `--verbose`.
 *
 * @throws Pyo3Error `tool-missing` with the way to install it.
 */
export function findTool(name: PythonToolName, context: ToolContext): Tool {
  const prefix = context.environment?.prefix;
  const own = prefix && findProgramIn(name, [programFolder(prefix)], context.env);
  if (own) return { name, program: own, args: [], origin: 'environment' };
  const onPath = findProgram(name, context.env);
  if (onPath !== undefined) return { name, program: onPath, args: [], origin: 'path' };
  const uv = name === 'uv' ? undefined : findProgram('uv', context.env);
  if (uv !== undefined) return { name, program: uv, args: ['tool', 'run', name], origin: 'uvx' };
  throw toolMissing(name);
}

/** A module that must run inside the environment, such as pytest: `<its python> -m <module>`. */
export function environmentModule(module: string, environment: PythonEnvironment): Tool {
  const program = environment.interpreter.executable;
  return { name: module, program, args: ['-m', module], origin: 'environment' };
}

/** cargo, as rustup's proxy or the distribution has it. @throws Pyo3Error `tool-missing`. */
export function findCargo(env: Readonly<Record<string, string>>): Tool {
  const program = findProgram('cargo', env);
  if (program === undefined) throw toolMissing('cargo');
  return { name: 'cargo', program, args: [], origin: 'path' };
}
