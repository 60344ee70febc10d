import type { WheelsTestExecutorOptions } from '../executors/wheels-test/options.ts';
import { parseAtom } from '../project/matrix/wheel-matrix.ts';
import { showPython } from '../python/wheel-python.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { builtWheel, unbuilt, wheelTestsHere } from './test-wheel.ts';

/**
 * Says on which interpreters each wheel was tested, and why others were not. Nx hides what successful
 * tasks print, so this is the task that people see.
 */
export function listTests(
  session: TaskSession,
  { tags = [] }: WheelsTestExecutorOptions,
): Promise<boolean> {
  const { distribution } = requireInstallable(session);
  let tested = 0;
  for (const tag of tags) {
    const atom = parseAtom(tag);
    if (atom === undefined) continue;
    const found = builtWheel(session, atom);
    const tests =
      found === undefined
        ? { how: 'none' as const, ...unbuilt(session, atom) }
        : wheelTestsHere(session, atom, distribution.requiresPython);
    if (tests.how === 'none') {
      session.say(`skipped ${tag}: ${tests.reason} ${tests.cure}`);
      continue;
    }
    tested += 1;
    const where = tests.how === 'emulated' ? ' in qemu' : '';
    session.say(
      `${tag}: ${tests.pythons.map(({ python }) => showPython(python)).join(', ')}${where}`,
    );
  }
  session.say(`${String(tested)} of ${String(tags.length)} wheels were tested on this machine`);
  return Promise.resolve(true);
}
