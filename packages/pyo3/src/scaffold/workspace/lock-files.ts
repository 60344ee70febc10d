import { logger, type GeneratorCallback } from '@nx/devkit';
import { join } from 'node:path';
import { findProgram } from '../../process/find-program.ts';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import { createRunner } from '../../process/run.ts';

/** A lock file, and what brings it in step with the manifests without other changes. */
export interface Lock {
  /** Folder of the workspace's root. */
  readonly folder: string;
  readonly tool: 'cargo' | 'uv';
}

const commands: Readonly<Record<Lock['tool'], readonly string[]>> = {
  // Versions of other packages stay (cargo's manual, "cargo update --workspace").
  cargo: ['update', '--workspace', '--quiet'],
  uv: ['lock', '--quiet'],
};

/** What is done when the files are written; a tool that fails is told with what to type. */
export function refreshLocks(workspaceRoot: string, locks: readonly Lock[]): GeneratorCallback {
  return async () => {
    const run = createRunner();
    for (const { folder, tool } of locks) {
      const args = commands[tool];
      const cwd = join(workspaceRoot, folder);
      const line = `cd ${folder} && ${[tool, ...args].join(' ')}`;
      try {
        const env = ownVariables();
        const program = findProgram(tool, env);
        if (program !== undefined) {
          const { exitCode } = await run({ program, args, cwd, env });
          if (exitCode === 0) continue;
        }
      } catch {
        // Told below: it cannot be started.
      }
      logger.warn(`The lock file in ${folder} is not in step with the manifests.\n  → ${line}`);
    }
  };
}

function ownVariables(): Record<string, string> {
  return withoutSecrets(process.env);
}
