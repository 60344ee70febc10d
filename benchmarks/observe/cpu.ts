import { execa } from 'execa';

const measure = `
import json, os, resource, subprocess, sys
env = dict(os.environ, **json.loads(sys.argv[1]))
output = subprocess.run(sys.argv[2:], env=env, check=True, stdout=subprocess.PIPE).stdout
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": used.ru_utime + used.ru_stime, "output": output.decode()}))
`;

/** User and system time of a command and its children, as Python measures it, and what it prints. */
export async function cpuOf(
  python: string,
  command: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly seconds: number; readonly output: string }> {
  const args = ['-c', measure, JSON.stringify(variables), ...command];
  const { stdout } = await execa(python, args, { cwd });
  return JSON.parse(stdout) as { readonly seconds: number; readonly output: string };
}
