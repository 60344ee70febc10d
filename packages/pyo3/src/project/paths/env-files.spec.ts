import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { isEnvFile } from '../folder/env-file-name.ts';
import { envFilesOf } from './env-files.ts';

describe('the .env files of a project', () => {
  const files = {
    '.gitignore': '.env.local\n/libs/a/.env.secret\n',
    '.env': '',
    '.env.local': '',
    'libs/a/.env.pytest': '',
    'libs/a/.env.secret': '',
    'libs/a/.pytest.local.env': '',
    'libs/a/settings.env': '',
    'libs/b/.env': '',
  };

  it('are its own and those in the root, by whether git ignores them', () => {
    expect(envFilesOf('libs/a', memoryReader(files))).toEqual({
      hashed: ['.env', 'libs/a/.env.pytest', 'libs/a/.pytest.local.env'],
      ignored: ['.env.local', 'libs/a/.env.secret'],
    });
  });

  it('are named once for a project in the root', () => {
    expect(envFilesOf('.', memoryReader(files)).hashed).toEqual(['.env']);
  });

  // Nx's own list, `getEnvPathsForTask` of Nx 24.0.6, for the target `build` in `ci`.
  const ofNx = ['build.ci', 'ci', 'build'].flatMap((id) => [
    ...[`.env.${id}.local`, `.env.${id}`, `.${id}.local.env`, `.${id}.env`],
  ]);
  it.each([...ofNx, '.env.local', '.local.env', '.env'])('%s is one', (name) => {
    expect(isEnvFile(name)).toBe(true);
  });

  it.each(['.env.example', '.environment', '.envrc', 'env', 'local.env', '.venv'])(
    '%s is not',
    (name) => {
      expect(isEnvFile(name)).toBe(false);
    },
  );
});
