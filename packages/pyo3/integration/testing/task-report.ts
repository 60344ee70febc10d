/** What Nx's output with `--outputStyle=stream` says of tasks, by `project:target`, sorted. */

/** Tasks whose result came from the cache, without the witnesses of lock files, which do nothing. */
export function fromCache(output: string): readonly string[] {
  const hits = tasks(
    output,
    /^> nx run (\S+?)\s+\[(?:local cache|existing outputs match[^\]]*)\]/gm,
  );
  return hits.filter((task) => !task.endsWith(':lock-witness'));
}

/** Tasks that were run or answered from the cache. */
export function executed(output: string): readonly string[] {
  return tasks(output, /^> nx run (\S+)/gm);
}

/** Tasks in the list of failures at the end. */
export function failed(output: string): readonly string[] {
  const [, list = ''] = output.split('Failed tasks:');
  return tasks(list, /^\s*- (\S+:\S+)$/gm);
}

function tasks(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, task]) => task ?? ''))].sort();
}
