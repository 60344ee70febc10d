import { existsSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findProgram } from '../process/find-program.ts';
import type { Runner, RunResult } from '../process/run.ts';
import { diskReader } from '../files/disk.ts';
import { isSpecifier, satisfies } from '../python/specifier.ts';
import { developmentRequirements } from './development-group.ts';
import { explainFailure } from '../diagnostics/explain-failure.ts';
import { inspectInterpreter } from './interpreter.ts';
import { environmentPython } from './virtual-environment.ts';

export interface CreationRequest {
  readonly workspaceRoot: AbsolutePath;
  /** Absolute path of the environment to make. */
  readonly prefix: string;
  /** PEP 440 specifier that the interpreter has to satisfy. */
  readonly requiresPython?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: Runner;
  readonly log: (message: string) => void;
}

/**
 * Makes a virtual environment, with uv where it is installed, else with `python -m venv`, and
 * installs the development tools that the workspace's pyproject.toml names (pytest, maturin, …).
 * Nothing is left at `prefix` when that fails.
 *
 * @throws Pyo3Error `interpreter-missing`, `interpreter-unsupported`, `network`,
 *   `environment-broken`.
 */
export async function createEnvironment(request: CreationRequest): Promise<void> {
  const { workspaceRoot: cwd, prefix, env, run, log } = request;
  const requirements = developmentRequirements(diskReader(cwd));
  const uv = findProgram('uv', env);
  const [program, args] =
    uv === undefined ? await venvCommand(request) : ([uv, uvArguments(request)] as const);
  // Relative: the line is part of a cached task's output, which other machines replay.
  const shown = relative(cwd, prefix).replaceAll('\\', '/');
  log(`Creating the virtual environment ${shown} with ${toolName(program)}`);
  const made = await run({ program, args, cwd, env }, { output: 'capture' });
  if (made.exitCode !== 0) throw creationError(request, program, made);

  log(`Installing ${requirements.join(', ')}`);
  const installer = installCommand(environmentPython(prefix), uv);
  const command = { ...installer, args: [...installer.args, '--', ...requirements], cwd, env };
  const installed = await run(command, { output: 'tee' });
  if (installed.exitCode !== 0) throw creationError(request, installer.program, installed);
}

function toolName(program: string): string {
  return basename(program).replace(/\.exe$/i, '');
}

function installCommand(python: string, uv: string | undefined) {
  return uv === undefined
    ? {
        program: python,
        args: ['-m', 'pip', '--disable-pip-version-check', 'install', '--progress-bar', 'off'],
      }
    : { program: uv, args: ['pip', 'install', '--python', python] };
}

/** uv chooses by `.python-version` where there is one; `--python` would override that file. */
function uvArguments(request: CreationRequest): string[] {
  const { requiresPython, workspaceRoot, prefix } = request;
  const pinned = existsSync(join(workspaceRoot, '.python-version'));
  // Anything else could be the path of a program, which uv would start.
  const isKnown = requiresPython !== undefined && isSpecifier(requiresPython);
  const python = isKnown && !pinned ? ['--python', requiresPython] : [];
  return ['venv', ...python, prefix];
}

async function venvCommand(request: CreationRequest): Promise<readonly [string, string[]]> {
  const seen: string[] = [];
  for (const name of interpreterNames) {
    const program = findProgram(name, request.env);
    const version = program === undefined ? undefined : await versionOf(program, request);
    if (program === undefined || version === undefined) continue;
    if (satisfies(version, request.requiresPython ?? '>=3') !== false) {
      return [program, ['-m', 'venv', request.prefix]];
    }
    seen.push(version.join('.'));
  }
  throw noInterpreter(request.requiresPython, [...new Set(seen)]);
}

const interpreterNames =
  process.platform === 'win32'
    ? ['python', 'python3', 'py']
    : ['python3', 'python', ...[15, 14, 13, 12, 11, 10, 9].map((minor) => `python3.${minor}`)];

/** `undefined` for what does not run: a pyenv shim without a version, the Windows Store's stub. */
async function versionOf(
  program: string,
  { run, env, workspaceRoot }: CreationRequest,
): Promise<readonly number[] | undefined> {
  try {
    return (await inspectInterpreter(program, { run, env, cwd: workspaceRoot })).version;
  } catch {
    return undefined;
  }
}

function noInterpreter(required: string | undefined, seen: readonly string[]): Pyo3Error {
  const wanted = required === undefined ? 'Python 3' : `Python ${required}`;
  const install =
    'Install uv, which brings the right Python (https://docs.astral.sh/uv/getting-started/installation/), or a Python from https://www.python.org/downloads/.';
  if (seen.length === 0) {
    return new Pyo3Error({
      code: 'interpreter-missing',
      message: `${wanted} is needed to make the virtual environment, and no Python is installed.`,
      hint: install,
    });
  }
  return new Pyo3Error({
    code: 'interpreter-unsupported',
    message: `${wanted} is needed to make the virtual environment; there is only ${seen.join(', ')}.`,
    hint: install,
  });
}

/** Takes away what was begun. */
function creationError({ prefix }: CreationRequest, program: string, result: RunResult): Pyo3Error {
  rmSync(prefix, { recursive: true, force: true });
  const output = `${result.stdout}\n${result.stderr}`.trim();
  return (
    explainFailure(output) ??
    new Pyo3Error({
      code: 'environment-broken',
      message: `${program} could not make the virtual environment: ${output.split(/\r?\n/).at(-1) || `exit code ${result.exitCode}`}`,
      hint: 'Make it by hand with `python -m venv .venv`, and run this again.',
    })
  );
}
