/**
 * The parts of `[tool.uv]` in a pyproject.toml that the graph and the generators need.
 */
import { booleanField, entriesOf, isArray, stringField, tableField } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';
import { requireStrings, requireTable, type ManifestSource } from '../source/manifest-source.ts';
import { requireRequirements } from '../source/requirement-fields.ts';

export interface UvWorkspace {
  /**
   * Globs, relative to the pyproject.toml's folder; each must match folders with a pyproject.toml.
   */
  readonly members: readonly string[];
  readonly exclude: readonly string[];
}

/** One source of a distribution; there are several if they differ by marker. */
export interface UvSource {
  readonly workspace?: boolean;
  /** A folder or an archive, relative to the pyproject.toml's folder. */
  readonly path?: string;
  readonly editable?: boolean;
  readonly git?: string;
  readonly url?: string;
  readonly index?: string;
  readonly marker?: string;
}

export interface UvSettings {
  readonly workspace?: UvWorkspace;
  /** The sources by distribution name as written (compare them after PEP 503 normalization). */
  readonly sources: Readonly<Record<string, readonly UvSource[]>>;
  /** `false` for a project that is never built or installed. */
  readonly package?: boolean;
  /** The requirements of `tool.uv.dev-dependencies`, which preceded dependency groups. */
  readonly devDependencies: readonly string[];
}

/** Parses the `[tool.uv]` table. Throws `manifest-invalid` if uv would reject the workspace. */
export function readUvSettings(source: ManifestSource, table: TomlTable | undefined): UvSettings {
  return {
    workspace: readWorkspace(source, requireTable(source, table, ['tool', 'uv', 'workspace'])),
    sources: readSources(tableField(table, 'sources')),
    package: booleanField(table, 'package'),
    devDependencies: requireRequirements(
      source,
      table,
      ['tool', 'uv', 'dev-dependencies'],
      'dev-dependencies = ["pytest>=8"]',
    ),
  };
}

function readWorkspace(
  source: ManifestSource,
  table: TomlTable | undefined,
): UvWorkspace | undefined {
  if (table === undefined) return undefined;
  const globs = (key: string) =>
    requireStrings(source, table, ['tool', 'uv', 'workspace', key], `${key} = ["packages/*"]`);
  return { members: globs('members'), exclude: globs('exclude') };
}

function readSources(table: TomlTable | undefined): UvSettings['sources'] {
  return recordOf(entriesOf(table).map(([name, value]) => [name, readOrigins(value)]));
}

function readOrigins(value: TomlValue): readonly UvSource[] {
  const origins = isArray(value) ? value : [value];
  return origins.filter(isTable).map((origin) => ({
    workspace: booleanField(origin, 'workspace'),
    path: stringField(origin, 'path'),
    editable: booleanField(origin, 'editable'),
    git: stringField(origin, 'git'),
    url: stringField(origin, 'url'),
    index: stringField(origin, 'index'),
    marker: stringField(origin, 'marker'),
  }));
}
