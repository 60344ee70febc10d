import { mkdirSync, rmSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { absolutePath } from '../files/paths.ts';
import { ruffCheck } from '../commands/ruff-check.ts';
import { ruffFormat } from '../commands/ruff-format.ts';
import type { ToolRun } from '../commands/tool-command.ts';
import { isPyo3Error } from '../diagnostics/pyo3-error.ts';
import { requireWithin } from '../files/reach.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { StubPlace } from '../project/distribution/stub-place.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { Stubs } from './generated-stubs.ts';
import type { StubDifference } from './stub-differences.ts';

/**
 * Writes the stubs that differ, removes those of modules that no longer exist, and formats them.
 */
export async function writeStubs(
  session: TaskSession,
  { folder }: StubPlace,
  differences: readonly StubDifference[],
  generated: Stubs,
): Promise<void> {
  const written: string[] = [];
  for (const { file } of differences) {
    const path = childPath(folder, file);
    const text = generated.get(file);
    const absolute = absolutePath(session.workspaceRoot, path);
    requireWithin(dirname(absolute), [session.workspaceRoot]);
    if (text === undefined) {
      rmSync(absolute, { force: true });
      session.say(`${path} removed`);
      continue;
    }
    mkdirSync(dirname(absolute), { recursive: true });
    replaceFile(absolute, text);
    written.push(path);
    session.say(`${path} written`);
  }
  await formatted(session, written);
}

/**
 * Formats the stubs as `format` would, with sorted imports (rule I of ruff), sorted `__all__`
 * (RUF022) and unquoted annotations (UP037), so that `format` and `lint` report nothing. It runs
 * only if ruff is installed, because nothing else here needs ruff.
 */
async function formatted(session: TaskSession, written: readonly string[]): Promise<void> {
  const ruff = await installedRuff(session);
  if (ruff === undefined || written.length === 0) return;
  const paths = written.map((path) => posix.relative(session.project.root, path));
  const run = { ...ruff, excluded: [], paths };
  const sorted = ['--quiet', '--select', 'I,RUF022,UP037'];
  await session.run(ruffCheck({ ...run, fix: true, args: sorted }), { show: 'on failure' });
  await session.run(ruffFormat({ ...run, check: false, args: [] }), { show: 'on failure' });
}

async function installedRuff(session: TaskSession): Promise<ToolRun | undefined> {
  try {
    const ruff = await session.tool('ruff');
    return ruff.tool.origin === 'uvx' ? undefined : ruff;
  } catch (error) {
    if (isPyo3Error(error) && error.code === 'tool-missing') return undefined;
    throw error;
  }
}
