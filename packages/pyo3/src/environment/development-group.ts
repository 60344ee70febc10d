import type { FileReader } from '../files/file-reader.ts';
import { groupRequirements } from '../manifest/pyproject/dependency-group.ts';
import { readPyproject } from '../manifest/pyproject/pyproject.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import { parseRequirement } from '../python/requirement.ts';

/**
 * What the workspace needs beside its projects: the dependency group `dev` (PEP 735) of the
 * pyproject.toml at its root, with the groups that it includes, as requirements for an installer.
 *
 * Left out is what `[tool.uv.sources]` takes from elsewhere: a project of the workspace must never
 * be looked for by its name on an index. Where the workspace names no tools, the ones without which
 * the inferred targets cannot run.
 *
 * @throws Pyo3Error `toml-syntax` or `manifest-invalid`.
 */
export function developmentRequirements(reader: FileReader): readonly string[] {
  const text = reader.read('pyproject.toml');
  const pyproject = readPyproject(text ?? '', 'pyproject.toml');
  const named = groupRequirements(pyproject, 'dev');
  if (named.length === 0) return toolsOfTargets;
  const elsewhere = new Set(Object.keys(pyproject.uv.sources).map(normalizeDistributionName));
  return named.filter((requirement) => {
    const name = parseRequirement(requirement)?.normalizedName;
    return name !== undefined && !elsewhere.has(name);
  });
}

const toolsOfTargets: readonly string[] = ['maturin>=1.9.4,<2', 'pytest', 'ruff'];
