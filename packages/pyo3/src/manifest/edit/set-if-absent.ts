import { valueAt } from '../../toml/data-path.ts';
import type { TomlPath } from '../../toml/locate.ts';
import { parseTomlDocument } from '../../toml/parse.ts';

/** Sets the value if the manifest has nothing at `path`; otherwise returns the text unchanged. */
export function setIfAbsent(text: string, path: TomlPath, edit: () => string): string {
  return valueAt(parseTomlDocument(text, 'manifest'), path) === undefined ? edit() : text;
}
