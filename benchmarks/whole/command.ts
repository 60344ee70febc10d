import { execa } from 'execa';

/**
 * What a whole command took. Its processor time would say less: nobody waits for the processes in which
 * Nx runs plugins, so theirs would be left out.
 */
export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** Of the process that had most, in MiB, of those that were waited for. */
  readonly memory: number;
}

const measure = `
import json, resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": wall, "memory": used.ru_maxrss / 1024}))
`;

/** `nx <args>` in a workspace, as it is installed there. */
export async function costOfNx(
  root: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Cost> {
  const command = [process.execPath, 'node_modules/nx/dist/bin/nx.js', ...args];
  const env = { NX_NO_CLOUD: 'true', NX_TUI: 'false', ...variables };
  const { stdout } = await execa('python3', ['-c', measure, ...command], { cwd: root, env });
  return JSON.parse(stdout) as Cost;
}

/** The least of each: whatever else the machine does can only add to it. */
export function leastOf(costs: readonly Cost[]): Cost {
  const least = (of: (cost: Cost) => number) => Math.min(...costs.map(of));
  return {
    wall: least(({ wall }) => wall),
    memory: least(({ memory }) => memory),
  };
}
