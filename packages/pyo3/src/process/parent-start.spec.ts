import { expect, it } from '@jest/globals';
import { parentStart } from './parent-start.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('is before this process began, and no longer ago than the machine', () => {
  const start = parentStart() ?? Number.NaN;
  expect(start).toBeLessThanOrEqual(performance.timeOrigin + 20);
  expect(start).toBeGreaterThan(0);
});
