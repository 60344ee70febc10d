import type { ExecutorContext, ProjectGraph } from '@nx/devkit';
import { renderError } from '../diagnostics/render.ts';
import { taskVariables } from '../environment/nx-installation.ts';
import type { Runner } from '../process/run.ts';
import { compile } from '../compile/compile.ts';
import { develop } from '../develop/develop.ts';
import { openSession } from '../task/session/open-session.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { compiledAlone } from './compiled-alone.ts';
import type { RunOutcome } from './run-outcome.ts';

/**
 * Compiles and installs a project in this process, with the options of its targets, if a change
 * requires nothing else: it runs cargo and copies the result, without starting Nx. `undefined` if
 * Nx must run, also after anything but the compiler has failed, so that Nx prints the full error.
 *
 * @param run the target that installs.
 */
export async function compileWithoutNx(
  changed: readonly string[],
  run: string,
  context: ExecutorContext,
  graph: ProjectGraph,
  runner: Runner,
): Promise<RunOutcome | undefined> {
  const { projectName = '' } = context;
  const target = compiledAlone(changed, projectName, run, graph);
  if (target === undefined) return undefined;
  const targets = graph.nodes[projectName]?.data.targets ?? {};
  const variablesOf = (targetName: string) => {
    const task = { project: projectName, target: targetName };
    const rest = { overrides: {}, outputs: [], parallelism: false, cache: false };
    return taskVariables(
      context.root,
      { id: `${projectName}:${targetName}`, target: task, ...rest },
      graph,
    );
  };
  const sessionOf = (targetName: string, executor: string): TaskSession => {
    const options = (targets[targetName]?.options ?? {}) as Record<string, unknown>;
    const env = variablesOf(targetName);
    return openSession({
      options,
      context: { ...context, targetName, projectGraph: graph },
      schema: new URL(`../executors/${executor}/schema.json`, import.meta.url),
      run: runner,
      stagedBy: 'watch',
      ...(env === undefined ? {} : { env }),
    });
  };
  try {
    const compiling = sessionOf(target, 'compile');
    if (!(await compile(compiling, targets[target]?.options ?? {}))) {
      return { compiled: [], installed: [], failed: [`${projectName}:${target}`] };
    }
    const installing = sessionOf(run, 'develop');
    // The summary line reports it.
    const quiet = { ...installing, say: installing.detail };
    const isInstalled = await develop(quiet, targets[run]?.options ?? {});
    return isInstalled ? { compiled: [projectName], installed: [], failed: [] } : undefined;
  } catch (error) {
    console.error(renderError(error));
    return undefined;
  }
}
