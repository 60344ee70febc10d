import type { Tool } from '../environment/python-environment.ts';
import type { Command } from '../process/command.ts';

/** What every command of a project shares: the tool, the working directory and the environment. */
export interface ToolRun {
  readonly tool: Tool;
  /** The absolute path of the project's folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs `run.tool` with `args` after its own leading arguments (`-m pytest`, `tool run maturin`, …).
 */
export function toolCommand(run: ToolRun, args: readonly string[]): Command {
  return {
    program: run.tool.program,
    args: [...run.tool.args, ...args],
    cwd: run.cwd,
    env: run.env,
  };
}
