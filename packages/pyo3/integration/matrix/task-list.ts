import type { Task } from './mutation.ts';

/** `alpha: build lint` for each project, in the order of the tasks: a line that a person can read. */
export function packTasks(tasks: readonly Task[]): readonly string[] {
  const byProject = new Map<string, string[]>();
  for (const task of tasks) {
    const [project = '', target = ''] = task.split(':');
    byProject.set(project, [...(byProject.get(project) ?? []), target]);
  }
  return [...byProject].map(([project, targets]) => `${project}: ${targets.join(' ')}`);
}

export function unpackTasks(lines: readonly string[]): readonly Task[] {
  return lines.flatMap((line) => {
    const [project = '', targets = ''] = line.split(': ');
    return targets.split(' ').map((target) => `${project}:${target}`);
  });
}
