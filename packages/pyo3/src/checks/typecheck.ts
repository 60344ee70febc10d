import { posix } from 'node:path';
import { mypyPaths } from '../commands/mypy-paths.ts';
import { mypy } from '../commands/mypy.ts';
import { pyright } from '../commands/pyright.ts';
import type { TypecheckExecutorOptions } from '../executors/typecheck/options.ts';
import type { Command } from '../process/command.ts';
import { manifestsOf, type Manifests } from '../project/folder/manifests.ts';
import { packagePaths } from '../project/edges/package-paths.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { runObserved } from '../task/session/observed-run.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { tableField } from '../toml/fields.ts';

/** Checks types with the selected checker, against the packages of the project's environment. */
export async function typecheck(
  session: TaskSession,
  options: TypecheckExecutorOptions,
): Promise<boolean> {
  const { project, args, innerProjects: excluded } = session;
  const { tool = 'auto', paths, strict } = options;
  const checker = tool === 'auto' ? (project.typeChecker ?? 'mypy') : tool;
  const { interpreter } = await session.python();
  const run = { ...(await session.tool(checker)), interpreter: interpreter.executable, args };
  const checked = paths ?? pathsOf(session, checker);
  const check = (command: Command) => succeeds(session, command);
  const success =
    checker === 'pyright'
      ? await check(pyright({ ...run, paths: checked }))
      : await runObserved(session, {
          command: mypy({ ...run, excluded, paths: checked }),
          run: check,
          strict,
          tool: 'mypy',
        });
  if (!success && paths === undefined && checked.length > 0) {
    session.warn(
      `${checker} looked at ${checked.join(', ')}, since its settings do not say what to check.`,
      `To change that, set ${checker === 'mypy' ? '`files` in [tool.mypy]' : '`include` in [tool.pyright]'} of pyproject.toml, or the option \`paths\`.`,
      'paths-assumed',
    );
  }
  return success;
}

/**
 * None where the checker's own settings say what to check; else the packages, without their tests. A
 * library without a package is checked by its tests, which use it.
 */
function pathsOf(
  { project, projectRoots, reader }: TaskSession,
  checker: 'mypy' | 'pyright',
): readonly string[] {
  const isChosen =
    checker === 'mypy'
      ? mypyPaths(project.root, reader).length === 0
      : includesByPyright(project.root, manifestsOf(reader));
  if (isChosen) return [];
  const packages = packagePaths(project, projectRoots, reader);
  if (packages.length > 0) return packages;
  const tests = project.testPaths.map((path) => posix.relative(project.root, path));
  if (tests.length > 0 && !tests.includes('')) return tests;
  return checker === 'mypy' ? ['.'] : [];
}

/** pyright reads `pyrightconfig.json`, which may hold comments, or `[tool.pyright]`. */
function includesByPyright(root: string, manifests: Manifests): boolean {
  const json = manifests.reader.read(childPath(root, 'pyrightconfig.json'));
  if (json !== undefined) return json.includes('"include"');
  return tableField(manifests.pyproject(root)?.tool, 'pyright')?.['include'] !== undefined;
}
