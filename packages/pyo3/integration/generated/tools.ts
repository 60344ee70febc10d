import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const binFolder = process.platform === 'win32' ? 'Scripts' : 'bin';

/** PATH with the Python tools of the tests' environment first. */
function environment(venv: string | undefined): NodeJS.ProcessEnv {
  const shared = process.env['PYO3_TEST_VENV'];
  const folders = [venv, shared].flatMap((folder) =>
    folder === undefined ? [] : [join(folder, binFolder)],
  );
  const path = [...folders, process.env['PATH'] ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...(venv === undefined ? {} : { VIRTUAL_ENV: venv }) };
}

export interface Outcome {
  readonly code: number;
  /** Standard output and standard error. */
  readonly text: string;
}

export interface Surroundings {
  readonly cwd: string;
  /** A virtual environment that is used before the one of all tests. */
  readonly venv?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a tool to its end, whatever it says. */
export function run(program: string, args: readonly string[], where: Surroundings): Outcome {
  const done = spawnSync(program, args, {
    cwd: where.cwd,
    env: { ...environment(where.venv), ...where.env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.error) throw done.error;
  return { code: done.status ?? 1, text: `${done.stdout}${done.stderr}` };
}

/** What a tool has to complain of: nothing, or its whole output. */
export function complaints(
  program: string,
  args: readonly string[],
  where: Surroundings,
): string | undefined {
  const { code, text } = run(program, args, where);
  return code === 0 ? undefined : `${program} ${args.join(' ')}\n${text}`;
}

/** `python` of a virtual environment. */
export function pythonOf(venv: string): string {
  const windows = join(venv, 'Scripts', 'python.exe');
  return existsSync(windows) ? windows : join(venv, 'bin', 'python');
}

/** Where the loader finds the libpython that pyo3 was configured for, which cargo does not say. */
export function libpython(venv: string): Readonly<Record<string, string>> {
  const script =
    'import sys, sysconfig; print(sysconfig.get_config_var("LIBDIR") or sys.base_prefix)';
  const folder = run(pythonOf(venv), ['-c', script], { cwd: venv }).text.trim();
  const home = run(pythonOf(venv), ['-c', 'import sys; print(sys.base_prefix)'], { cwd: venv });
  return {
    PYO3_PYTHON: pythonOf(venv),
    PYTHONHOME: home.text.trim(),
    LD_LIBRARY_PATH: folder,
    DYLD_FALLBACK_LIBRARY_PATH: folder,
  };
}
