import type { WheelTestExecutorOptions } from '../executors/wheel-test/options.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { testSdist } from './test-sdist.ts';
import { testMatrixWheel } from './test-wheel.ts';

/** Tests what is shipped: a wheel of the matrix, or the source distribution. */
export function testArtifact(
  session: TaskSession,
  options: WheelTestExecutorOptions,
): Promise<boolean> {
  return options.tag === 'sdist' ? testSdist(session, options) : testMatrixWheel(session, options);
}
