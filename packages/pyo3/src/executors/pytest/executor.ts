import type { ExecutorContext } from '@nx/devkit';
import { testPython } from '../../checks/pytest.ts';
import { develop } from '../../develop/develop.ts';
import { developOthers } from '../../develop/develop-others.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { PytestExecutorOptions } from './options.ts';

export default function pytestExecutor(
  options: PytestExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, async (session) => {
    // An environment of its own has what `develop` of other projects has put into another one.
    return (
      (await developOthers(session, (other) => develop(other, {}))) && testPython(session, options)
    );
  });
}
