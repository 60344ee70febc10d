import type { FileReader } from '../files/file-reader.ts';
import { defaultRequirements } from '../manifest/pyproject/installed-groups.ts';
import { namedRequirements } from '../manifest/pyproject/named-requirements.ts';
import { readPyproject } from '../manifest/pyproject/pyproject.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import { parseRequirement } from '../python/requirement.ts';

/**
 * What the workspace needs beside its projects, as requirements for an installer: the default groups
 * of the pyproject.toml at its root (PEP 735, `dev` unless uv's settings name others), and the tools
 * of the inferred targets that these do not have, in the version that the file asks for elsewhere.
 *
 * Left out is what `[tool.uv.sources]` takes from elsewhere: a project of the workspace must never
 * be looked for by its name on an index.
 *
 * @throws Pyo3Error `toml-syntax` or `manifest-invalid`.
 */
export function developmentRequirements(reader: FileReader): readonly string[] {
  const text = reader.read('pyproject.toml');
  const pyproject = readPyproject(text ?? '', 'pyproject.toml');
  const elsewhere = new Set(Object.keys(pyproject.uv.sources).map(normalizeDistributionName));
  const installed = defaultRequirements(pyproject).filter((requirement) => {
    const name = nameOf(requirement);
    return name !== undefined && !elsewhere.has(name);
  });
  const names = new Set([...installed.map(nameOf), ...elsewhere]);
  const stated = namedRequirements(pyproject);
  const tools = toolsOfTargets.filter((tool) => !names.has(nameOf(tool)));
  return [
    ...installed,
    ...tools.map((tool) => stated.find((one) => nameOf(one) === nameOf(tool)) ?? tool),
  ];
}

const toolsOfTargets: readonly string[] = ['maturin>=1.9.4,<2', 'pytest', 'ruff'];

function nameOf(requirement: string): string | undefined {
  return parseRequirement(requirement)?.normalizedName;
}
