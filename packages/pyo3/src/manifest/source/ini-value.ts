/**
 * A value of an ini file, as `iniconfig` and `configparser` read it, by which pytest and mypy read
 * theirs: indented lines go on with the value, `#` and `;` begin a comment line.
 */
export function iniValue(text: string, section: string, key: string): string | undefined {
  let current = '';
  let found: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line)) continue;
    const header = /^\[([^\]]*)\]/.exec(line);
    const entry = /^([^\s=:[][^=:]*)[=:](.*)$/.exec(line);
    if (header !== null) current = header[1]?.trim() ?? '';
    else if (entry === null) found?.push(line.trim());
    if (header === null && entry === null) continue;
    if (found !== undefined) break;
    if (entry !== null && current === section && entry[1]?.trim() === key) {
      found = [entry[2]?.trim() ?? ''];
    }
  }
  return found?.join('\n').trim();
}

/** Whether an ini file has a section. */
export function hasIniSection(text: string, section: string): boolean {
  return text.split(/\r?\n/).some((line) => /^\[([^\]]*)\]/.exec(line)?.[1]?.trim() === section);
}
