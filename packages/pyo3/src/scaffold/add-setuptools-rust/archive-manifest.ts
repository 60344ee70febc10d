const rustSources = ['include rust/Cargo.toml', 'recursive-include rust/src *.rs'];

/**
 * The MANIFEST.in by which a source distribution holds the crate in `rust/`; lines that are there
 * stay, and what is there already is not repeated.
 *
 * @param before `undefined` where there is none.
 */
export function withRustSources(before = ''): string {
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const present = before.split(/\r?\n/).map((line) => line.trim());
  const missing = rustSources.filter((line) => !present.includes(line));
  const end = before === '' || before.endsWith('\n') ? '' : newline;
  return `${before}${end}${missing.map((line) => `${line}${newline}`).join('')}`;
}
