import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RunResult } from '../process/run.ts';
import { fakeSession, type FakeSession } from '../testing/fake-session.ts';
import { watch, type WatchRequest } from './watch.ts';

let session: FakeSession;
let runs: number;
let opened: (readonly string[])[];
let closed: number;
let end: AbortController;
let withoutNx: WatchRequest['withoutNx'];

beforeEach(() => {
  session = fakeSession();
  [runs, opened, closed] = [0, [], 0];
  end = new AbortController();
  withoutNx = () => Promise.resolve(undefined);
});

/** Each element is the change after a run; then the task is asked to end. */
function watchWhile(
  changes: readonly (readonly string[])[],
  results: readonly Partial<RunResult>[] = [],
): Promise<void> {
  const left = [...changes];
  const request: WatchRequest = {
    command: { program: 'nx', args: [], cwd: '/ws', env: {} },
    run: () => Promise.resolve({ exitCode: 0, stdout: '', stderr: '', ...results[runs++] }),
    withoutNx,
    graph: () => ({ nodes: { a: { data: { root: `libs/${opened.length}` } } }, dependencies: {} }),
    report: () => undefined,
    watchFolders: ({ whole }) => {
      opened.push(whole);
      return { count: () => 1, close: () => (closed += 1) };
    },
    changes: {
      expect: () => {},
      add: () => {},
      next: () => {
        const changed = left.shift();
        if (changed === undefined) end.abort();
        return Promise.resolve(changed ?? []);
      },
    },
    stop: end.signal,
    verbose: false,
  };
  return watch({ ...session, project: { ...session.project, name: 'a' } }, request);
}

const withoutTime = () => session.printed.map((line) => line.replace(/[\d.]+ s/, '_ s'));

describe('watch', () => {
  it('runs at the start and after each change, and prints one line for each', async () => {
    await watchWhile([['a.py'], ['src/lib.rs', 'x']]);
    expect(runs).toBe(3);
    expect(withoutTime()).toEqual([
      'a: nothing to compile (_ s)',
      'watching a and its dependencies; press Ctrl-C to stop',
      'a.py: nothing to compile (_ s)',
      'src/lib.rs and 1 more: nothing to compile (_ s)',
    ]);
  });

  it('shows the failure and continues', async () => {
    await watchWhile([['src/lib.rs'], ['src/lib.rs']], [{}, { exitCode: 1, stderr: 'error[E1]' }]);
    expect(runs).toBe(3);
    expect(withoutTime()).toContain('error[E1]');
    expect(withoutTime()).toContain('src/lib.rs: it failed (_ s); waiting for a change');
  });

  it('does without Nx what it can, after a run that has succeeded', async () => {
    const outcome = { compiled: ['a'], installed: [], failed: [] };
    withoutNx = ([file]) => Promise.resolve(file === 'src/lib.rs' ? outcome : undefined);
    await watchWhile([['src/lib.rs'], ['a.py'], ['src/lib.rs']], [{ exitCode: 1 }]);
    expect(runs).toBe(3);
    expect(withoutTime().slice(-3)).toEqual([
      'src/lib.rs: nothing to compile (_ s)',
      'a.py: nothing to compile (_ s)',
      'src/lib.rs: compiled a (_ s)',
    ]);
  });

  it('tells what failed without Nx, and tries the next change without Nx', async () => {
    const failed = { compiled: [], installed: [], failed: ['a:compile'] };
    withoutNx = () => Promise.resolve(failed);
    await watchWhile([['src/lib.rs'], ['src/lib.rs']]);
    expect(runs).toBe(1);
    expect(withoutTime().at(-1)).toBe('src/lib.rs: a:compile failed (_ s); waiting for a change');
  });

  it('shows warnings of the compiler, and no other output of a successful run', async () => {
    await watchWhile([['src/lib.rs']], [{ stdout: 'Compiling a' }, { stderr: 'warning: unused' }]);
    expect(session.printed).toContain('warning: unused');
    expect(session.printed).not.toContain('Compiling a');
  });

  it('reads the dependencies again after a change of a manifest, and only then', async () => {
    await watchWhile([['a.py'], ['libs/a/Cargo.toml']]);
    expect(opened).toEqual([['libs/0'], ['libs/1']]);
    expect(closed).toBe(2);
  });

  it('prints nothing about a run during which it was asked to end', async () => {
    end.abort();
    await watchWhile([]);
    expect(session.printed).toEqual([]);
    expect(closed).toBe(1);
  });
});
