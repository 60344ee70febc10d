import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { execa } from 'execa';
import { childVariables } from '../../testing/child-variables.ts';
import { toolchain } from '../../testing/toolchain.ts';
import type { Laboratory, Setting } from './laboratory.ts';

export interface ToolResult {
  readonly success: boolean;
  /** Standard output, and what is in it because of the machine or the moment made equal. */
  readonly output: string;
}

/** Runs one program of the environment, or of the machine, as the setting says. */
export type RunTool = (
  program: string,
  args: readonly string[],
  options?: { readonly folder?: string; readonly variables?: Readonly<Record<string, string>> },
) => Promise<ToolResult>;

const ofEnvironment = ['python', 'maturin', 'mypy', 'ruff'];

export function toolsIn(laboratory: Laboratory, setting: Setting): RunTool {
  const programs = join(setting.python, '..');
  return async (program, args, { folder = '.', variables = {} } = {}) => {
    const path = `${programs}:${process.env['PATH'] ?? ''}`;
    const own = { PYTHONDONTWRITEBYTECODE: '1', PYO3_PYTHON: setting.python, PATH: path };
    const env = childVariables(process.env, {
      CARGO_TERM_COLOR: 'never',
      CARGO_NET_OFFLINE: 'false',
      ...own,
      ...variables,
      ...setting.variables,
    });
    const file = ofEnvironment.includes(program)
      ? join(programs, program)
      : program === 'uv'
        ? toolchain().uv
        : program;
    const result = await execa(file, args, {
      cwd: join(laboratory.root, folder),
      // childVariables puts the plain PATH back.
      env: { ...env, PATH: path },
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    });
    if (process.env['ORACLE_VERBOSE'] === '1' && result.failed) {
      console.error(`$ ${program} ${args.join(' ')} (in ${folder})\n${result.stderr}`);
    }
    return {
      success: result.exitCode === 0,
      output: normalised(result.stdout, laboratory.folder),
    };
  };
}

function normalised(text: string, folder: string): string {
  return text
    .replaceAll(folder, '')
    .replaceAll(/\bin \d+\.\d+s\b/g, 'in 0s')
    .replaceAll(/finished in \S+;?/g, 'finished')
    .replaceAll(/\(compilation took [^)]*\)/g, '')
    .replaceAll(/-[0-9a-f]{16}\b/g, '-0');
}

export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
}
