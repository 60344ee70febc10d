/**
 * What a build backend reads outside of a project, as the project's manifests and settings say:
 * readmes, licences, data and sources that are taken from elsewhere, and versions from Git.
 */
import { readIni } from '../../manifest/source/ini.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { stringField, tableField } from '../../toml/fields.ts';
import { isTable, type TomlTable } from '../../toml/parse.ts';
import type { Manifests } from '../folder/manifests.ts';
import { noMaterials, type Materials } from './materials.ts';
import { namedTexts } from '../distribution/metadata-texts.ts';
import { inputsOf, pathsLeadingOut, textsIn, type NamedText } from '../paths/named-paths.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { childPath, isInside } from '../folder/workspace-path.ts';

export interface PackageReads {
  /** For its own wheel and sdist alone: texts of the metadata, and Git. */
  readonly metadata: Materials;
  /** For all who import it, too: what is packed. */
  readonly packed: Materials;
}

export const noPackageReads: PackageReads = { metadata: noMaterials, packed: noMaterials };

/** @throws what reading the manifests throws. */
export function packageReads(project: Pyo3Project, manifests: Manifests): PackageReads {
  const { root, distribution } = project;
  const pyproject = manifests.pyproject(root);
  if (pyproject === undefined || distribution === undefined) return noPackageReads;
  const { reader } = manifests;
  const texts = namedTexts(project, manifests).filter((file) => !isInside(file, root));
  const named = [...settingsOf(pyproject), ...setupTexts(root, manifests)];
  const packed = inputsOf(pathsLeadingOut(named, root, root, reader));
  return {
    metadata: {
      ...noMaterials,
      files: texts,
      facts: isVersionedByGit(pyproject, named) ? ['git-tags'] : [],
    },
    packed: { ...noMaterials, files: packed.filter((path) => !texts.includes(path)) },
  };
}

/** Tables that are read for something else: checkers, dependencies, and the plugin's own. */
const otherTools: ReadonlySet<string> = new Set([
  ...['ruff', 'mypy', 'pyright', 'basedpyright', 'pytest', 'coverage', 'black', 'isort', 'nx-pyo3'],
]);

/** Dependencies are edges: a path there leads to a project. */
const ofDependencies: ReadonlySet<string> = new Set([
  ...['dependencies', 'dev-dependencies', 'optional-dependencies', 'sources', 'group', 'workspace'],
]);

function settingsOf({ document }: Pyproject): readonly NamedText[] {
  const tools = Object.entries(tableField(document, 'tool') ?? {}).filter(
    ([name]) => !otherTools.has(name),
  );
  const tables = [tableField(document, 'project'), tableField(document, 'build-system')];
  return [...tables, ...tools.map(([, table]) => table)]
    .filter(isTable)
    .flatMap((table) => textsIn(withoutDependencies(table)));
}

function withoutDependencies(table: TomlTable): TomlTable {
  return Object.fromEntries(Object.entries(table).filter(([key]) => !ofDependencies.has(key)));
}

/** Of setup.cfg, and the quoted texts of setup.py. */
function setupTexts(root: string, { reader }: Manifests): readonly NamedText[] {
  const read = (name: string) => {
    const file = childPath(root, name);
    try {
      return reader.isFile(file) ? (reader.read(file) ?? '') : '';
    } catch {
      // The backend reports a file that cannot be read.
      return '';
    }
  };
  const sections = [...readIni(read('setup.cfg'))].filter(
    ([name]) => !/mypy|pytest|flake8/.test(name),
  );
  const values = sections.flatMap(([, keys]) => [...keys].map(([key, text]) => ({ key, text })));
  const quoted = [...read('setup.py').matchAll(/(['"])([^'"\n]+)\1|\b(use_scm_version)\b/g)];
  return [
    ...values,
    ...quoted.map(([, , text = '', scm = '']) => ({ key: '', text: text || scm })),
  ];
}

/** Plugins of build backends that ask Git for the version. */
const versioning = new Set([
  ...['setuptools-scm', 'hatch-vcs', 'versioningit', 'poetry-dynamic-versioning', 'dunamai'],
  ...[
    'setuptools-git-versioning',
    'uv-dynamic-versioning',
    'flit-scm',
    'versioneer',
    'vcs-versioning',
  ],
]);

function isVersionedByGit({ buildSystem, tool }: Pyproject, texts: readonly NamedText[]): boolean {
  const required = (buildSystem?.requires ?? []).map(
    (text) => parseRequirement(text)?.normalizedName,
  );
  const pdm = stringField(tableField(tableField(tool, 'pdm'), 'version'), 'source');
  return (
    pdm === 'scm' ||
    required.some((name) => name !== undefined && versioning.has(name)) ||
    texts.some(({ text }) => text === 'use_scm_version' || text.includes('setuptools_scm'))
  );
}
