/**
 * What tasks read of a project's own pyproject.toml, each its part: a line for ruff, or a comment, is
 * nothing to a compiler. Which files rustc or a build script open there is not known, so a build
 * script that reads the file has to be declared (`declared-inputs.ts`).
 */
import { tableField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';
import { canonicalJson } from '../folder/canonical-json.ts';
import { settingsPart } from './enclosing-settings.ts';
import type { Manifests } from '../folder/manifests.ts';
import { noMaterials, setNode, type Materials } from './materials.ts';
import { childPath } from '../folder/workspace-path.ts';

const readers = ['rust', 'environment', 'types', 'wheel'] as const;

/**
 * - `rust`: where the extension is and how it is compiled;
 * - `environment`: which distributions the environment has;
 * - `types`: the type checker's settings, and `environment`;
 * - `wheel`: all but the settings of tools that only look at sources.
 */
export type OwnSettings = Readonly<Record<(typeof readers)[number], Materials>>;

export const noOwnSettings: OwnSettings = {
  rust: noMaterials,
  environment: noMaterials,
  types: noMaterials,
  wheel: noMaterials,
};

/**
 * @param folder of a project that could be read.
 * @throws what reading its pyproject.toml throws.
 */
export function ownSettings(folder: string, manifests: Manifests): OwnSettings {
  const pyproject = manifests.pyproject(folder);
  if (pyproject === undefined) return noOwnSettings;
  const { document, tool } = pyproject;
  const { name, requiresPython } = pyproject.project ?? {};
  const { maturin, 'setuptools-rust': setuptoolsRust } = tool;
  const extension = { name, requiresPython, maturin, setuptoolsRust };
  const materials = (part: object): Materials => ({
    ...noMaterials,
    sets: [setNode('pypi', 'manifest', canonicalJson(part))],
    readFrom: [childPath(folder, 'pyproject.toml')],
  });
  return {
    rust: materials(extension),
    environment: materials(settingsPart('environment', pyproject)),
    types: materials({ extension, ...settingsPart('types', pyproject) }),
    wheel: materials({ ...document, tool: withoutCheckers(tableField(document, 'tool')) }),
  };
}

/** Tools that build nothing; what is not known may be a build backend's. */
const checkers: ReadonlySet<string> = new Set([
  ...['ruff', 'mypy', 'pyright', 'basedpyright', 'pytest', 'coverage', 'black', 'isort'],
]);

function withoutCheckers(tool: TomlTable = {}): TomlTable {
  return recordOf(Object.entries(tool).filter(([name]) => !checkers.has(name)));
}
