import { join } from 'node:path';
import { execa } from 'execa';
import { childVariables } from './child-variables.ts';
import { programOf, toolchain } from './toolchain.ts';
import { runFolder } from './workspace.ts';

export interface EmptyEnvironment {
  readonly venv: string;
  /** `uv pip install <args>`. */
  readonly install: (args: readonly string[]) => Promise<void>;
}

/** A virtual environment with nothing in it, outside every workspace. */
export async function makeEmptyEnvironment(
  name: string,
  python: string = toolchain().python,
): Promise<EmptyEnvironment> {
  const venv = join(runFolder(), name);
  const { uv } = toolchain();
  const run = { env: childVariables(process.env, {}), extendEnv: false, cwd: runFolder() };
  await execa(uv, ['venv', '--quiet', '--python', python, venv], run);
  const target = ['--quiet', '--python', programOf(venv, 'python')];
  return {
    venv,
    install: async (args) => {
      await execa(uv, ['pip', 'install', ...target, ...args], run);
    },
  };
}

const libraryScript = `
import json, sys, sysconfig
print(json.dumps([sys.version, sysconfig.get_config_var("LIBDIR") or ""]))
`;

/** What a program that embeds Python needs to find its library. */
export async function libraryVariables(python: string): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await execa(python, ['-c', libraryScript]);
  const [, folder] = JSON.parse(stdout) as [string, string];
  return { LD_LIBRARY_PATH: folder, DYLD_FALLBACK_LIBRARY_PATH: folder };
}

/** `sys.version` of an interpreter. */
export async function versionOf(python: string): Promise<string> {
  const { stdout } = await execa(python, ['-c', libraryScript]);
  return (JSON.parse(stdout) as [string, string])[0];
}
