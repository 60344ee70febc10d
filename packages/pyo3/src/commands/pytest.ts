import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface PytestRun extends ToolRun {
  /** Files or folders, relative to the project's folder; empty to use pytest's own settings. */
  readonly paths: readonly string[];
  readonly args: readonly string[];
}

/** pytest's exit code for "no tests were collected" (pytest documentation, "Exit codes"). */
export const NO_TESTS_COLLECTED = 5;

/** `python -m pytest`, in the project's folder so that it reads the project's settings. */
export function pytest(run: PytestRun): Command {
  return toolCommand(run, [...run.args, ...pathArguments(run.paths)]);
}
