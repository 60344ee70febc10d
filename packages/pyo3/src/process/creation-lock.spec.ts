import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isLocked, withCreationLock } from './creation-lock.ts';
import { ownHolder } from './lock-holder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('withCreationLock', () => {
  const lock = () => join(folder, 'data', 'venv.lock');

  it('lets one at a time in, and the next after it', async () => {
    const events: string[] = [];
    const work = (name: string) =>
      withCreationLock(lock(), async () => {
        events.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        events.push(`${name} out`);
      });
    await Promise.all([work('a'), work('b')]);
    expect(events).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('is free again after an error', async () => {
    const failing = withCreationLock(lock(), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(isLocked(lock())).toBe(false);
  });

  it.each([true, false])('takes over from a killed holder that had begun: %s', async (begun) => {
    mkdirSync(lock(), { recursive: true });
    if (begun) writeFileSync(join(lock(), 'begun'), '');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock(), longAgo, longAgo);
    const seen = await withCreationLock(lock(), ({ leftIncomplete }) =>
      Promise.resolve(leftIncomplete),
    );
    expect(seen).toBe(begun);
    expect(existsSync(lock())).toBe(false);
  });

  describe('after a holder that has ended, with its lock still fresh,', () => {
    const timing = {
      heartbeatMs: 1_000,
      staleMs: 60_000,
      orphansMs: 1_000,
      pollMs: 1,
      giveUpMs: 5,
    };
    const take = () =>
      withCreationLock(lock(), ({ leftIncomplete }) => Promise.resolve(leftIncomplete), timing);
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
      await expect(take()).rejects.toThrow('Another process');
      const aWhileAgo = new Date(Date.now() - 2_000);
      utimesSync(lock(), aWhileAgo, aWhileAgo);
      expect(await take()).toBe(true);
    });

    it('waits when its number is that of a process, or means nothing on this machine', async () => {
      leave(process.pid);
      await expect(take()).rejects.toThrow('Another process');
      leave(ended(), 'elsewhere');
      await expect(take()).rejects.toThrow('Another process');
      writeFileSync(join(lock(), 'holder'), '{"pid":');
      await expect(take()).rejects.toThrow('Another process');
    });
  });

  it('says what to remove when a holder never ends', async () => {
    mkdirSync(lock(), { recursive: true });
    const timing = {
      heartbeatMs: 1_000,
      staleMs: 60_000,
      orphansMs: 60_000,
      pollMs: 1,
      giveUpMs: 5,
    };
    await expect(withCreationLock(lock(), () => Promise.resolve(), timing)).rejects.toMatchObject({
      code: 'environment-broken',
      hint: expect.stringContaining(lock()),
    });
  });
});
