/**
 * Ending process trees: which signal we were asked to stop by, and how it reaches what we started.
 */
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWindowsTree } from './windows-tree.ts';

/** How long programs may take to end by themselves before they are killed, in milliseconds. */
const graceMs = 10_000;
const pollMs = 20;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** The signal that asked us to stop, once there was one. */
  signal(): NodeJS.Signals | undefined;
  /** Takes charge of a started program and what it starts. */
  watch(pid: number | undefined): ProcessGroup;
}

export interface ProcessGroup {
  /** Asks the whole group to end, and kills what is left after a grace period. */
  readonly end: () => void;
  readonly wasEnded: () => boolean;
  /** To call when the program itself has ended: waits, if we were stopping it, for its children. */
  readonly finished: () => Promise<void>;
}

/** Exit code of a shell for a process that ended by a signal: 128 + its number. */
export function exitCodeOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** Listens to signals only while a watched program runs, so that Node's own handling is kept else. */
export function createInterruption(abort?: AbortSignal): Interruption {
  const running = new Set<RunningGroup>();
  let received: NodeJS.Signals | undefined;

  const stop = (signal: NodeJS.Signals) => {
    received ??= signal;
    for (const group of running) group.stop(signal);
  };
  const onAbort = () => stop('SIGTERM');
  // When Nx ends this process at once there is no time to wait; nothing may be left behind.
  const onExit = () => running.forEach((group) => group.send('SIGTERM'));

  const listen = () => {
    for (const signal of signals) process.on(signal, stop);
    process.on('exit', onExit);
    abort?.addEventListener('abort', onAbort);
  };
  const unlisten = () => {
    for (const signal of signals) process.off(signal, stop);
    process.off('exit', onExit);
    abort?.removeEventListener('abort', onAbort);
  };

  return {
    signal: () => received ?? (abort?.aborted ? 'SIGTERM' : undefined),
    watch: (pid) => {
      if (running.size === 0) listen();
      const group = runningGroup(pid);
      running.add(group);
      return {
        end: () => group.stop('SIGTERM'),
        wasEnded: group.wasStopped,
        finished: async () => {
          await group.finished();
          running.delete(group);
          if (running.size === 0) unlisten();
        },
      };
    },
  };
}

interface RunningGroup {
  send(signal: NodeJS.Signals): boolean;
  stop(signal: NodeJS.Signals): void;
  wasStopped(): boolean;
  finished(): Promise<void>;
}

function runningGroup(pid: number | undefined): RunningGroup {
  let killTimer: NodeJS.Timeout | undefined;
  const send = (signal: NodeJS.Signals) => pid !== undefined && signalTree(pid, signal);
  return {
    send,
    stop: (signal) => {
      send(signal);
      killTimer ??= setTimeout(() => send('SIGKILL'), graceMs);
    },
    wasStopped: () => killTimer !== undefined,
    finished: async () => {
      if (killTimer === undefined || pid === undefined) return;
      // The leader has ended; its children may still be on their way.
      const deadline = Date.now() + graceMs;
      while (groupAlive(pid) && Date.now() < deadline) await sleep(pollMs);
      send('SIGKILL');
      clearTimeout(killTimer);
    },
  };
}

function signalTree(pid: number, signal: NodeJS.Signals): boolean {
  if (process.platform === 'win32') return endWindowsTree(pid, signal);
  try {
    return process.kill(-pid, signal);
  } catch {
    return false; // The group has ended already.
  }
}

function groupAlive(pid: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}
