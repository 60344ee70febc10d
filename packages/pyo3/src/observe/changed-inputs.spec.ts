import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { changedInputs } from './changed-inputs.ts';
import { inputFiles } from './hashed-inputs.ts';

const files = {
  '.gitignore': '*.log\n',
  'pyproject.toml': '',
  'conftest.py': '',
  'Cargo.lock': '',
  'other.txt': '',
  'libs/a/src/a.py': '',
  'libs/a/notes.md': '',
  'libs/a/run.log': '',
  'libs/a/dist/a.whl': '',
  'libs/a/.venv/pyvenv.cfg': '',
  'libs/a/env/pyvenv.cfg': '',
  'libs/a/env/x.py': '',
};

/** All files were touched, a second after the task of `libs/a` has begun. */
function changed(scene: {
  readonly since?: number;
  readonly written?: readonly string[];
  readonly same?: readonly string[];
}) {
  const { since = 1000, written = [], same = [] } = scene;
  const reader = memoryReader(files);
  const places = ['libs/a', 'Cargo.lock', 'conftest.py', 'missing.py'];
  return changedInputs(since, new Set(written), {
    hashed: {
      hasFile: (path) =>
        ['Cargo.lock', 'conftest.py'].includes(path) || /^libs\/a\/(?!notes)/.test(path),
      hasIgnored: () => false,
      isOutput: (path) => path.startsWith('libs/a/dist/'),
      places,
      variables: new Set(),
    },
    files: inputFiles(places, reader, new Map()),
    reader,
    changedAt: (path) => (path in files ? 2000 : undefined),
    isSame: (path) => Promise.resolve(same.includes(path)),
  });
}

describe('the inputs that have changed while a task ran', () => {
  it('are those that were touched since and have another content', async () => {
    expect(await changed({})).toEqual(['conftest.py', 'libs/a/src/a.py']);
    expect(await changed({ same: ['conftest.py'] })).toEqual(['libs/a/src/a.py']);
  });

  it('are not the lock file, which cargo itself brings in step with a new dependency', async () => {
    expect(await changed({})).not.toContain('Cargo.lock');
  });

  it('are none that were touched before', async () => {
    expect(await changed({ since: 2000 })).toEqual([]);
  });

  it('are none that the task has written itself', async () => {
    expect(await changed({ written: ['libs/a/src/a.py'] })).toEqual(['conftest.py']);
  });
});
