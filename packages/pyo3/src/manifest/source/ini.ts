/**
 * Settings files that Python's `configparser` reads: mypy.ini, pytest.ini, tox.ini, setup.cfg.
 *
 * Own code, since the `ini` package of npm knows no value of several lines, which most lists in these
 * files are (Python documentation, "Supported INI File Structure").
 */

/** Keys with values by section, keys in lower case; a value of several lines has its line breaks. */
export type IniFile = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Never throws: a line that is neither section, key nor continuation is passed over. */
export function readIni(text: string): IniFile {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let key: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const heading = /^\[([^\]]+)\]/.exec(line)?.[1]?.trim();
    if (heading !== undefined) {
      section = sections.get(heading) ?? new Map<string, string>();
      sections.set(heading, section);
      key = undefined;
    } else if (/^\s/.test(line) && key !== undefined) {
      section?.set(key, `${section.get(key) ?? ''}\n${valueOf(line)}`);
    } else {
      const end = line.search(/[=:]/);
      key = end === -1 ? undefined : line.slice(0, end).trim().toLowerCase();
      if (key !== undefined) section?.set(key, valueOf(line.slice(end + 1)));
    }
  }
  return sections;
}

/** Without a comment at the end of the line, which pytest and setuptools allow after a space. */
function valueOf(text: string): string {
  return text.replace(/\s[#;].*$/, '').trim();
}
