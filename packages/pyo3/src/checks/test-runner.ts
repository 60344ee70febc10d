import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestRunner } from '../commands/cargo-test.ts';
import type { CargoTestExecutorOptions } from '../executors/cargo-test/options.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findProgram } from '../process/find-program.ts';
import { toolMissing } from '../process/tool-missing.ts';
import { nextestSettings } from '../project/folder/nextest-settings.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { renderValue } from '../toml/render-value.ts';
import { emptyReportFolder } from './reports.ts';

type Env = Readonly<Record<string, string>>;

/**
 * Whether nextest runs the tests of a crate: where the option says so, or where the repository has
 * settings for it and it is installed.
 *
 * @throws Pyo3Error `tool-missing` where the options ask for what is not installed; `option-invalid`
 * for a JUnit report of `cargo test`, which writes none.
 */
function usesNextest(
  session: TaskSession,
  { runner, junit = false }: CargoTestExecutorOptions,
  crate: Crate,
  env: Env,
): boolean {
  if (runner === 'cargo') {
    if (junit) throw noJunit(session.task);
    return false;
  }
  const isThere = findProgram('cargo-nextest', env) !== undefined;
  const settings = nextestSettings(crate);
  if (runner === 'nextest' || junit) {
    if (!isThere) throw toolMissing('cargo-nextest');
    return true;
  }
  if (!session.reader.isFile(settings)) return false;
  if (!isThere) {
    session.say(`${settings} is not used, because cargo-nextest is not installed.`);
  }
  return isThere;
}

/**
 * Does `work` with the runner of each crate, and with a place for what it reports.
 *
 * @throws Pyo3Error as `usesNextest`, and `file-unwritable`.
 */
export async function withRunners<T>(
  session: TaskSession,
  options: CargoTestExecutorOptions,
  env: Env,
  work: (runnerOf: (crate: Crate, isOnly: boolean) => TestRunner) => Promise<T>,
): Promise<T> {
  const { coverage = false, junit = false } = options;
  if (coverage && findProgram('cargo-llvm-cov', env) === undefined) {
    throw toolMissing('cargo-llvm-cov');
  }
  const reports = emptyReportFolder(session, 'cargo-test', options);
  const settings = junit ? mkdtempSync(join(tmpdir(), 'nx-pyo3-nextest-')) : undefined;
  try {
    return await work((crate, isOnly) => {
      const nextest = usesNextest(session, options, crate, env);
      const named = (kind: string) => (isOnly ? `${kind}.xml` : `${kind}-${crate.name}.xml`);
      const settingsFile = settings && join(settings, `${crate.name}.toml`);
      if (settingsFile !== undefined && reports !== undefined) {
        const path = renderValue(join(reports, named('junit')));
        writeFileSync(settingsFile, `[profile.default.junit]\npath = ${path}\n`);
      }
      return {
        nextest,
        ...(settingsFile === undefined ? {} : { nextestSettings: settingsFile }),
        ...(coverage && reports !== undefined
          ? { coverage: join(reports, named('coverage')) }
          : {}),
      };
    });
  } finally {
    if (settings !== undefined) rmSync(settings, { recursive: true, force: true });
  }
}

function noJunit(task: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `\`junit\` of ${task} needs nextest, because \`cargo test\` writes no JUnit report.`,
    hint: 'Set the option `runner` to "nextest", or omit it.',
  });
}
