const rustSources = ['include rust/Cargo.toml', 'recursive-include rust/src *.rs'];

/**
 * The MANIFEST.in that adds the crate in `rust/` to a source distribution; existing lines are kept,
 * and none is repeated.
 *
 * @param before `undefined` if there is no such file.
 */
export function withRustSources(before = ''): string {
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const present = before.split(/\r?\n/).map((line) => line.trim());
  const missing = rustSources.filter((line) => !present.includes(line));
  const end = before === '' || before.endsWith('\n') ? '' : newline;
  return `${before}${end}${missing.map((line) => `${line}${newline}`).join('')}`;
}
