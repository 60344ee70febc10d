import { logger, type GeneratorCallback } from '@nx/devkit';
import { join } from 'node:path';
import { createRunner } from '../../process/run.ts';

/** A lock file, and what brings it in step with the manifests without other changes. */
export interface Lock {
  /** Folder of the workspace's root. */
  readonly folder: string;
  readonly program: 'cargo' | 'uv';
}

const commands: Readonly<Record<Lock['program'], readonly string[]>> = {
  // Versions of other packages stay (cargo's manual, "cargo update --workspace").
  cargo: ['update', '--workspace', '--quiet'],
  uv: ['lock', '--quiet'],
};

/** What is done when the files are written; a tool that fails is told with what to type. */
export function refreshLocks(workspaceRoot: string, locks: readonly Lock[]): GeneratorCallback {
  return async () => {
    const run = createRunner();
    for (const { folder, program } of locks) {
      const args = commands[program];
      const cwd = join(workspaceRoot, folder);
      const line = `cd ${folder} && ${[program, ...args].join(' ')}`;
      try {
        const { exitCode } = await run({ program, args, cwd, env: ownVariables() });
        if (exitCode === 0) continue;
      } catch {
        // Told below: it is not there, or cannot be started.
      }
      logger.warn(`The lock file in ${folder} is not in step with the manifests.\n  → ${line}`);
    }
  };
}

function ownVariables(): Record<string, string> {
  const set = Object.entries(process.env).filter((entry) => entry[1] !== undefined);
  return Object.fromEntries(set) as Record<string, string>;
}
