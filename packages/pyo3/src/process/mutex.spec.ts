import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withMutex, type ExclusiveWork } from './mutex.ts';
import { isHeld, ownHolder } from './mutex-holder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('withMutex', () => {
  const lock = () => join(folder, 'data', 'venv.lock');
  const waitsFor = 'making the virtual environment';

  it('lets one at a time in, and the next after it', async () => {
    const events: string[] = [];
    const work = (name: string) =>
      withMutex(
        lock(),
        async () => {
          events.push(`${name} in`);
          await new Promise((resolve) => setTimeout(resolve, 5));
          events.push(`${name} out`);
        },
        { waitsFor },
      );
    await Promise.all([work('a'), work('b')]);
    expect(events).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('is free again after an error', async () => {
    const failing = withMutex(lock(), () => Promise.reject(new Error('no')), { waitsFor });
    await expect(failing).rejects.toThrow('no');
    expect(isHeld(lock())).toBe(false);
  });

  it.each([true, false])('takes over from a killed holder that had begun: %s', async (begun) => {
    mkdirSync(lock(), { recursive: true });
    if (begun) writeFileSync(join(lock(), 'begun'), '');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock(), longAgo, longAgo);
    const seen = await withMutex(lock(), incomplete, { waitsFor });
    expect(seen).toBe(begun);
    expect(existsSync(lock())).toBe(false);
  });

  describe('after a holder that has ended, with its lock still fresh,', () => {
    const timing = { heartbeatMs: 1_000, staleMs: 60_000, orphansMs: 1_000, pollMs: 1 };
    const take = () => withMutex(lock(), incomplete, { waitsFor, giveUpMs: 5, timing });
    const leave = (pid: number, machine = ownHolder().machine) => {
      mkdirSync(lock(), { recursive: true });
      writeFileSync(join(lock(), 'holder'), JSON.stringify({ pid, machine }));
    };
    const ended = () => spawnSync(process.execPath, ['--version']).pid;

    it('does not wait', async () => {
      leave(ended());
      expect(await take()).toBe(false);
    });

    it('waits for what that one may have started, when it had begun', async () => {
      leave(ended());
      writeFileSync(join(lock(), 'begun'), '');
      await expect(take()).rejects.toThrow(
        'for another process that is making the virtual environment',
      );
      const aWhileAgo = new Date(Date.now() - 2_000);
      utimesSync(lock(), aWhileAgo, aWhileAgo);
      expect(await take()).toBe(true);
    });

    it('waits when its number is that of a process, or means nothing on this machine', async () => {
      leave(process.pid);
      await expect(take()).rejects.toThrow(
        'for another process that is making the virtual environment',
      );
      leave(ended(), 'elsewhere');
      await expect(take()).rejects.toThrow(
        'for another process that is making the virtual environment',
      );
      writeFileSync(join(lock(), 'holder'), '{"pid":');
      await expect(take()).rejects.toThrow(
        'for another process that is making the virtual environment',
      );
    });
  });

  it('says what was waited for, how long, and what to remove when a holder never ends', async () => {
    mkdirSync(lock(), { recursive: true });
    const timing = { heartbeatMs: 1_000, staleMs: 60_000, orphansMs: 60_000, pollMs: 1 };
    const options = { waitsFor: 'compiling liba', giveUpMs: 5, timing };
    await expect(withMutex(lock(), () => Promise.resolve(), options)).rejects.toMatchObject({
      code: 'environment-broken',
      message: expect.stringMatching(
        /^This task waited \d+ ms for another process that is compiling liba, and gave up\.$/,
      ),
      hint: expect.stringContaining(lock()),
    });
  });
});

function incomplete({ leftIncomplete }: ExclusiveWork): Promise<boolean> {
  return Promise.resolve(leftIncomplete);
}
