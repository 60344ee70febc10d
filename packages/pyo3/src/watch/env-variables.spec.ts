import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { pythonProject } from '../testing/projects.ts';
import { forgetEnvFiles } from './env-variables.ts';

describe('variables of .env files', () => {
  it('are removed where they have the value of a file of the project or the root', () => {
    const { root } = pythonProject;
    const reader = memoryReader({
      '.env': 'SHARED=1\nOTHER="two"\n',
      [`${root}/.env.watch`]: 'STAGE=watch\n',
      [`${root}/.env.example`]: 'SAMPLE=1\n',
      'elsewhere/.env': 'ELSEWHERE=1\n',
    });
    const env = { SHARED: '1', OTHER: 'mine', STAGE: 'watch', SAMPLE: '1', ELSEWHERE: '1' };
    forgetEnvFiles({ project: pythonProject, reader }, env);
    expect(env).toEqual({ OTHER: 'mine', SAMPLE: '1', ELSEWHERE: '1' });
  });
});
