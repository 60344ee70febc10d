import type { FileReader } from '../files/file-reader.ts';
import { defaultRequirements } from '../manifest/pyproject/installed-groups.ts';
import { namedRequirements } from '../manifest/pyproject/named-requirements.ts';
import { readUvLock, type UvLock } from '../manifest/lock/uv-lock.ts';
import { readPyproject } from '../manifest/pyproject/pyproject.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import { parseRequirement } from '../python/requirement.ts';
import { isTable } from '../toml/table.ts';
import { satisfies } from '../python/specifier.ts';
import { parsePythonVersion } from '../python/version.ts';

/**
 * What the workspace needs beside its projects, as requirements for an installer: the default groups
 * of the pyproject.toml at its root (PEP 735, `dev` unless uv's settings name others), and the tools
 * of the inferred targets, the configured type checker included, that these do not have, in the version that the file asks for elsewhere.
 * What the uv.lock beside it has is installed in the locked version, which is that of the cache keys.
 *
 * Left out is what `[tool.uv.sources]` takes from elsewhere: a project of the workspace must never
 * be looked for by its name on an index.
 *
 * @throws Pyo3Error `toml-syntax` or `manifest-invalid`.
 */
export function developmentRequirements(reader: FileReader): readonly string[] {
  const text = reader.read('pyproject.toml');
  const pyproject = readPyproject(text ?? '', 'pyproject.toml');
  const elsewhere = new Set(
    [...Object.keys(pyproject.uv.sources), ...Object.keys(pyproject.poetryPaths)].map(
      normalizeDistributionName,
    ),
  );
  const installed = defaultRequirements(pyproject).filter((requirement) => {
    const name = nameOf(requirement);
    return name !== undefined && !elsewhere.has(name);
  });
  const names = new Set([...installed.map(nameOf), ...elsewhere]);
  const stated = namedRequirements(pyproject);
  const checkers = ['mypy', 'pyright'].filter(
    (name) => isTable(pyproject.tool[name]) && stated.some((one) => nameOf(one) === name),
  );
  const tools = [...toolsOfTargets, ...checkers].filter((tool) => !names.has(nameOf(tool)));
  const wanted = tools.map((tool) => stated.find((one) => nameOf(one) === nameOf(tool)) ?? tool);
  const lock = rootLock(reader);
  return [...installed, ...wanted].map((requirement) => lockedRequirement(requirement, lock));
}

/** A lock that cannot be read has no versions; the tasks that need it say what is wrong with it. */
function rootLock(reader: FileReader): UvLock | undefined {
  try {
    const text = reader.read('uv.lock');
    return text === undefined ? undefined : readUvLock(text, 'uv.lock');
  } catch {
    return undefined;
  }
}

/** The same requirement with the only locked version, unless the manifest no longer accepts that one. */
function lockedRequirement(text: string, lock: UvLock | undefined): string {
  const requirement = parseRequirement(text);
  if (requirement === undefined || requirement.url !== undefined || lock === undefined) return text;
  const { name, normalizedName, extras, specifier, marker } = requirement;
  const locked = lock.distributions.filter((one) => one.name === normalizedName);
  const [version] = locked.map((one) => one.version);
  const parsed = version === undefined ? undefined : parsePythonVersion(version);
  if (locked.length !== 1 || parsed === undefined) return text;
  if (satisfies(parsed.release, specifier) === false) return text;
  const of = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  return `${name}${of}==${version ?? ''}${marker === undefined ? '' : ` ; ${marker}`}`;
}

const toolsOfTargets: readonly string[] = ['maturin>=1.9.4,<2', 'pytest', 'ruff'];

function nameOf(requirement: string): string | undefined {
  return parseRequirement(requirement)?.normalizedName;
}
