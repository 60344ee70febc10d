import { parseRequirement } from '../../python/requirement.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { invalidManifest, requireStrings, type ManifestSource } from './manifest-source.ts';
import type { TomlPath } from '../../toml/locate.ts';

/**
 * The array of requirements (PEP 508) at `path`; `[]` if absent.
 *
 * @throws Pyo3Error `manifest-invalid` if it is anything else; `example` is what to write.
 */
export function requireRequirements(
  source: ManifestSource,
  parent: TomlTable | undefined,
  path: readonly string[],
  example: string,
): readonly string[] {
  const texts = requireStrings(source, parent, path, example);
  texts.forEach((text, index) => requireRequirement(source, text, [...path, index]));
  return texts;
}

/**
 * Rejects other strings, which installers would treat as options, files or URLs: `--index-url=…`,
 * `-r requirements.txt`.
 *
 * @throws Pyo3Error `manifest-invalid` if `text` is not a PEP 508 requirement.
 */
export function requireRequirement(source: ManifestSource, text: string, path: TomlPath): void {
  if (isRequirement(text)) return;
  throw invalidManifest(
    source,
    path,
    `${JSON.stringify(text)} is not a requirement of a Python package (PEP 508).`,
    'Write a name with an optional version, for example "numpy>=2"; options of pip or uv are not allowed here.',
  );
}

/** Whether an installer would treat the string as a requirement (PEP 508), and as nothing else. */
export function isRequirement(text: string): boolean {
  return isOneLine(text) && parseRequirement(text) !== undefined;
}

/** PEP 508 allows only the space and the tab as whitespace. */
function isOneLine(text: string): boolean {
  return [...text].every((character) => character >= ' ' || character === '\t');
}
