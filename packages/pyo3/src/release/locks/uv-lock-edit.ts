/**
 * The text of a uv.lock in which a distribution of the repository has another version, as `uv lock`
 * writes it. A distribution with a dynamic version has none in the lock file; nothing changes then.
 *
 * @param folder the distribution's folder relative to the lock file's, `.` for the same.
 * @param version in the normal form of PEP 440.
 */
export function withLockedDistribution(
  text: string,
  name: string,
  folder: string,
  version: string,
): string {
  return text.replaceAll(entry, (block) => {
    const source = /^source = \{ (?:editable|virtual|directory) = "([^"]*)" \}/m.exec(block)?.[1];
    if (source !== folder || !new RegExp(`^name = "${name}"\\r?$`, 'm').test(block)) return block;
    return block.replace(
      /^(version = ")[^"]*(")/m,
      (_, start: string, end: string) => start + version + end,
    );
  });
}

/** The first lines of an entry, up to the first blank line or table. */
const entry = /^\[\[package\]\]\r?\n(?:[^\r\n[][^\r\n]*\r?\n?)*/gm;
