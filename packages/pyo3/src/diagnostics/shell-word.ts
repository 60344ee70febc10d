/**
 * The text as one word of a shell command that a person may paste. A path or name in it comes from
 * the repository, and `$(…)` in a folder's name would otherwise run when the hint is followed.
 */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./\\-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
