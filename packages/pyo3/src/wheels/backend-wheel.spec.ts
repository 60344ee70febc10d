import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { observedBuild } from './backend-wheel.ts';

describe('the build of a project by its own backend', () => {
  const build = (backend: string, frontend: 'uv' | 'build') => {
    const pyproject = `[build-system]\nrequires = ["x"]\nbuild-backend = "${backend}"\n`;
    const session = fakeSession({
      reader: memoryReader({ 'libs/a/pyproject.toml': pyproject }),
      hashed: () => {
        throw new Error('observed');
      },
    });
    const command = { program: '/uv', args: ['build'], cwd: '/ws/libs/a', env: {} };
    return observedBuild(session, command, { frontend, strict: true });
  };

  it('is observed, unless uv runs no Python for its own', async () => {
    await expect(build('hatchling.build', 'uv')).rejects.toThrow('observed');
    await expect(build('uv_build', 'build')).rejects.toThrow('observed');
    await expect(build('uv_build', 'uv')).resolves.toBe(true);
  });
});
