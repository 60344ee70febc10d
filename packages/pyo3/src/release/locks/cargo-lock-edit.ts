/**
 * The text of a Cargo.lock in which a crate of the repository has another version: cargo writes the
 * same when it runs `cargo update --workspace`. Only the version changes, in the crate's entry and where
 * others name it as `name version`, which cargo does if the lock file has two crates of that name.
 */
export function withLockedCrate(text: string, name: string, version: string): string {
  const entries = [...text.matchAll(entry)].filter(
    ([block]) => fieldOf(block, 'name') === name && fieldOf(block, 'source') === undefined,
  );
  const [found] = entries;
  // Two crates of one name from paths cannot be told apart here; cargo is asked afterwards.
  if (found === undefined || entries.length > 1) return text;
  const [block] = found;
  const before = fieldOf(block, 'version');
  if (before === undefined || before === version) return text;
  const changed = block.replace(
    /^(version = ")[^"]*(")/m,
    (_, start: string, end: string) => start + version + end,
  );
  const edited = text.slice(0, found.index) + changed + text.slice(found.index + block.length);
  return edited.replaceAll(/^( ")([^" ]+) ([^" ]+)(",?\r?)$/gm, (line, start, each, had, end) =>
    each === name && had === before
      ? `${String(start)}${name} ${version}${String(end)}`
      : String(line),
  );
}

const entry = /^\[\[package\]\]\r?\n(?:[^\r\n[][^\r\n]*\r?\n?)*/gm;

function fieldOf(block: string, key: string): string | undefined {
  return new RegExp(`^${key} = "([^"]*)"`, 'm').exec(block)?.[1];
}
