const reported = new Set<string>();

/**
 * A note while the graph is made: seen in CI and without a daemon, and nowhere with one. On
 * stderr, since stdout may be the JSON of `nx show projects --json`; once for each process.
 */
export function reportOnce(text: string): void {
  if (reported.has(text)) return;
  reported.add(text);
  console.error(text);
}
