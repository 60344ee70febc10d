import { cargoRun } from '../commands/cargo-crate.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { CargoRunExecutorOptions } from '../executors/cargo-run/options.ts';
import { cargoTargetsOf } from '../project/crate/cargo-targets.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { crateRuns } from './crate-runs.ts';

/**
 * Compiles and starts a program of a crate; whether it succeeded is the result.
 *
 * @throws Pyo3Error `option-invalid` if it is not clear which program is meant.
 */
export async function runProgram(
  session: TaskSession,
  { bin, ...selection }: CargoRunExecutorOptions,
): Promise<boolean> {
  const [run] = await crateRuns(session, selection);
  if (run === undefined) return false;
  const { programs, defaultProgram } = cargoTargetsOf(run.crate, manifestsOf(session.reader));
  const program = bin ?? defaultProgram;
  if (program === undefined || !programs.includes(program)) {
    throw new Pyo3Error({
      code: 'option-invalid',
      message:
        bin === undefined
          ? `${session.task} must name a program, because ${run.crate.name} has ${programs.length === 0 ? 'none by default' : String(programs.length)}.`
          : `\`bin\` of ${session.task} must be a program of ${run.crate.name}, but it is ${JSON.stringify(bin)}.`,
      location: { file: run.crate.manifestPath },
      hint:
        programs.length === 0
          ? 'Add src/main.rs, or a program in src/bin.'
          : `Choose one: nx run ${session.task} --bin=${programs.join(' | ')}`,
    });
  }
  const command = cargoRun({ ...run, ...(bin === undefined ? {} : { program: bin }) });
  return succeeds(session, command, { show: 'live', isInteractive: true });
}
