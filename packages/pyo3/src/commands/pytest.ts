import type { Command } from '../process/command.ts';
import { pathArguments } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

export interface PytestRun extends ToolRun {
  /** Files or folders, relative to the project's folder; empty to use pytest's own settings. */
  readonly paths: readonly string[];
  readonly args: readonly string[];
  /** Files for reports, absolute. */
  readonly reports?: {
    readonly coverage?: string;
    readonly coverageData?: string;
    readonly junit?: string;
  };
}

/** pytest's exit code for "no tests were collected" (pytest documentation, "Exit codes"). */
export const NO_TESTS_COLLECTED = 5;

/** `python -m pytest`, in the project's folder so that it reads the project's settings. */
export function pytest(run: PytestRun): Command {
  const { coverage, coverageData, junit } = run.reports ?? {};
  const command = toolCommand(run, [
    ...(coverage === undefined
      ? []
      : ['--cov', '--cov-report=term', `--cov-report=xml:${coverage}`]),
    ...(junit === undefined ? [] : [`--junitxml=${junit}`]),
    ...run.args,
    ...pathArguments(run.paths),
  ]);
  if (coverageData === undefined) return command;
  return { ...command, env: { ...command.env, COVERAGE_FILE: coverageData } };
}
