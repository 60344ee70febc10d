/**
 * What the pyproject.toml files above a project decide for it: settings of tools, which look upwards
 * for them, and what the environment has. Each reader has its part, so that a line for ruff in the
 * root is nothing to pytest.
 */
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { canonicalJson } from '../folder/canonical-json.ts';
import { noMaterials, setNode, type Materials } from './materials.ts';
import type { Manifests } from '../folder/manifests.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';

const readers = ['environment', 'pytest', 'ruff', 'types'] as const;

export type SettingsReader = (typeof readers)[number];

export type EnclosingSettings = Readonly<Record<SettingsReader, Materials>>;

export const noSettings: EnclosingSettings = {
  environment: noMaterials,
  pytest: noMaterials,
  ruff: noMaterials,
  types: noMaterials,
};

/** @param folder the one that encloses the project; its own manifest is one of its files. */
export function enclosingSettings(folder: string, manifests: Manifests): EnclosingSettings {
  const found = enclosingFolders(folder).map((ancestor) => ({
    file: childPath(ancestor, 'pyproject.toml'),
    pyproject: readable(() => manifests.pyproject(ancestor)),
  }));
  const ignoreFiles = enclosingFolders(folder).map((one) => childPath(one, '.gitignore'));
  const materials = (reader: SettingsReader): Materials => {
    const parts = found.map(({ pyproject }) =>
      typeof pyproject === 'object' ? settingsPart(reader, pyproject) : {},
    );
    return {
      ...noMaterials,
      sets: [setNode('pypi', 'settings', canonicalJson(parts))],
      // Named whether they exist or not: one that appears must be noticed. What a .gitignore names, Nx
      // does not hash, so keys change with it; `nx affected` has to be told.
      readFrom: [...found.map(({ file }) => file), ...ignoreFiles],
      files: found.filter(({ pyproject }) => pyproject === 'unreadable').map(({ file }) => file),
    };
  };
  return {
    environment: materials('environment'),
    pytest: materials('pytest'),
    ruff: materials('ruff'),
    types: materials('types'),
  };
}

/**
 * What one reader takes from a pyproject.toml. A table of `[tool]` that is not known counts for pytest
 * and type checkers: it may be a plugin's. What is a member of a uv workspace is in its lock, and in
 * no part.
 */
export function settingsPart(
  reader: SettingsReader,
  { project, tool, dependencyGroups }: Pyproject,
): object {
  const { uv, ruff, mypy, pyright, pytest, maturin: _ofBackend, ...unknown } = tool;
  if (reader === 'ruff') return { ruff, python: project?.requiresPython };
  const environment = {
    python: project?.requiresPython,
    dependencies: project?.dependencies,
    extras: project?.optionalDependencies,
    groups: dependencyGroups,
    chosen: tool['nx-pyo3'],
    // The group that names a configured type checker is installed.
    checkers: Object.keys(tool).filter((name) => /^(mypy|(based)?pyright)$/.test(name)),
    uv: withoutWorkspace(uv as TomlTable | undefined),
  };
  if (reader === 'environment') return stated(environment);
  // pytest's root is where it first finds the file, be it empty, and mypy's settings end at a table.
  return reader === 'pytest'
    ? { ...environment, unknown, pytest }
    : { ...environment, unknown, mypy, pyright };
}

function withoutWorkspace({ workspace: _members, ...others }: TomlTable = {}): TomlTable {
  return others;
}

/** Without what is empty: a file that says nothing of the environment is as good as none. */
function stated(parts: Readonly<Record<string, unknown>>): object {
  const isStated = (part: unknown) =>
    part !== undefined && !(typeof part === 'object' && Object.keys(part ?? {}).length === 0);
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => isStated(part)));
}

function readable<T>(read: () => T): T | 'unreadable' {
  try {
    return read();
  } catch {
    return 'unreadable';
  }
}
