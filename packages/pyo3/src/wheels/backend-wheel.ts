import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../process/command.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { runObserved } from '../task/session/observed-run.ts';
import { succeeds } from '../task/session/run-command.ts';
import { profileVariable, refuseMaturinOptions } from '../task/options/setuptools-rust-options.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { BuildExecutorOptions } from '../executors/build/options.ts';

/**
 * Runs the build of a wheel with an empty folder for setuptools' own copies (setuptools user guide,
 * "Configuring setuptools using setup.cfg": DIST_EXTRA_CONFIG). In the project's `build` folder it
 * would find modules that have been deleted since, and pack them. Other backends know nothing of it.
 */
export async function withEmptyBuildFolder(
  command: Command,
  run: (command: Command) => Promise<boolean>,
): Promise<boolean> {
  if (command.env['DIST_EXTRA_CONFIG']) return run(command);
  const folder = mkdtempSync(join(tmpdir(), 'nx-pyo3-build-'));
  try {
    const file = join(folder, 'setup.cfg');
    writeFileSync(file, `[build]\nbuild_base = ${join(folder, 'build')}\n`);
    return await run({ ...command, env: { ...command.env, DIST_EXTRA_CONFIG: file } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a build and observes what it reads, but for uv's own backend: uv builds such a project in its own
 * process (uv, "Build backend"), so no Python loads the recorder, and packs what pyproject.toml names.
 */
export async function observedBuild(
  session: TaskSession,
  command: Command,
  { frontend, strict }: { readonly frontend: 'uv' | 'build'; readonly strict: boolean | undefined },
): Promise<boolean> {
  const run = (one: Command) => succeeds(session, one);
  const { buildSystem } = manifestsOf(session.reader).pyproject(session.project.root) ?? {};
  const isNative = frontend === 'uv' && buildSystem?.buildBackend === 'uv_build';
  return isNative ? run(command) : runObserved(session, { command, run, strict });
}

/**
 * What setuptools-rust reads of the options, which it takes from variables.
 *
 * @throws Pyo3Error `option-invalid` for what it has no variable for.
 */
export function setuptoolsRustVariables(
  { task }: TaskSession,
  options: BuildExecutorOptions,
): Readonly<Record<string, string>> {
  refuseMaturinOptions(task, options);
  const { profile, target } = options;
  return {
    ...(profile === undefined || profile === 'release' ? {} : { [profileVariable]: profile }),
    ...(target === undefined ? {} : { CARGO_BUILD_TARGET: target }),
  };
}
