/** The C library of this machine: `undefined` where it is not Linux. */
export function hostLibc():
  { readonly name: 'glibc' | 'musl'; readonly version?: readonly [number, number] } | undefined {
  if (process.platform !== 'linux') return undefined;
  // Otherwise it looks up the name of every open connection.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as unknown as {
    readonly header: { readonly glibcVersionRuntime?: string };
  };
  const glibc = report.header.glibcVersionRuntime;
  if (glibc === undefined) return { name: 'musl' };
  const [major, minor] = glibc.split('.').map(Number);
  return { name: 'glibc', version: [major ?? 0, minor ?? 0] };
}
