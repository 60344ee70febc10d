import { execa } from 'execa';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process and what it was started as. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All processes of the machine that this user may see. Not for Windows. */
export async function listProcesses(): Promise<readonly RunningProcess[]> {
  const { stdout } = await execa('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return found === null
      ? []
      : [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3] ?? '' }];
  });
}

/** The process, its children, their children and so on, parents first. */
export function processTree(
  root: number,
  processes: readonly RunningProcess[],
): readonly RunningProcess[] {
  const found = processes.filter(({ pid }) => pid === root);
  for (const { pid } of found) {
    found.push(...processes.filter(({ parent }) => parent === pid));
  }
  return found;
}

/**
 * Ends a process and everything below it: asks with SIGINT, as Ctrl-C does, and insists with
 * SIGKILL on what is still there after `patience` milliseconds.
 */
export async function endProcessTree(root: number, patience = 5000): Promise<void> {
  if (process.platform === 'win32') {
    await execa('taskkill', ['/pid', String(root), '/T', '/F'], { reject: false });
    return;
  }
  // Noted before the first signal: an orphan no longer tells whose child it was.
  const tree = processTree(root, await listProcesses());
  for (const { pid } of tree) signal(pid, 'SIGINT');
  const deadline = Date.now() + patience;
  while (tree.some(({ pid }) => isRunning(pid)) && Date.now() < deadline) await sleep(50);
  for (const { pid } of tree) signal(pid, 'SIGKILL');
}

export function isRunning(pid: number): boolean {
  return signal(pid, 0);
}

/** False when there is no such process any more. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
