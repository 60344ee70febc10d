import type { Command } from '../process/command.ts';
import { optionWithValue } from './argument.ts';
import { toolCommand, type ToolRun } from './tool-command.ts';

/** A module of `[[tool.setuptools-rust.ext-modules]]`. */
export interface SetuptoolsRustModule {
  /** The crate's manifest, relative to the project's folder. */
  readonly manifest: string;
  readonly features: readonly string[];
  /** cargo's own, `dev`, if absent. */
  readonly profile?: string | undefined;
}

/**
 * The cargo commands that setuptools-rust 1.12 and 1.13 run for a PyO3 module of an editable
 * install (`build.py`), which then find their units compiled; cargo prints JSON messages to
 * standard output.
 */
export function setuptoolsRustCargo(
  run: ToolRun,
  { manifest, features, profile }: SetuptoolsRustModule,
): Command {
  return toolCommand(run, [
    'rustc',
    '--lib',
    '--message-format',
    'json-render-diagnostics',
    ...optionWithValue('--manifest-path', manifest),
    '--features',
    ['pyo3/extension-module', ...features].join(' '),
    '--crate-type',
    'cdylib',
    ...(profile === undefined ? [] : optionWithValue('--profile', profile)),
  ]);
}
