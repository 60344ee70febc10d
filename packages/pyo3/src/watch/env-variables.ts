import { parseEnv } from 'node:util';
import { safely } from '../files/disk.ts';
import { envFilesOf } from '../project/paths/env-files.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/**
 * Removes the variables that Nx has taken from the `.env` files of a project and of the root. The tasks
 * that `watch` runs have files of their own, which may change meanwhile, and Nx sets no variable that
 * is set already.
 *
 * @param env a variable with another value than that of the file comes from elsewhere.
 */
export function forgetEnvFiles(
  { project, reader }: Pick<TaskSession, 'project' | 'reader'>,
  env: NodeJS.ProcessEnv,
): void {
  const { hashed, ignored } = envFilesOf(project.root, reader);
  const found = [...hashed, ...ignored].flatMap((file) =>
    Object.entries(safely(() => parseEnv(reader.read(file) ?? ''), {})),
  );
  for (const [name, value] of found) if (env[name] === value) delete env[name];
}
