/**
 * The parts of `[tool.cibuildwheel]` that select wheels (cibuildwheel's documentation, "Options").
 * Those that say how they are built and tested are cibuildwheel's alone.
 */
import { isArray, stringField, tableField } from '../../toml/fields.ts';
import type { TomlTable, TomlValue } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';

type Os = 'linux' | 'macos' | 'windows';

export interface CibuildwheelSettings {
  /** Patterns of build identifiers such as `cp312-manylinux_x86_64`; absent means all. */
  readonly build?: readonly string[];
  readonly skip: readonly string[];
  /** Groups that are built on request, such as `pypy`. */
  readonly enable: readonly string[];
  /** Architectures by operating system, as written (`auto`, `x86_64`, `ARM64` …). */
  readonly archs: Readonly<Partial<Record<Os, readonly string[]>>>;
  /** `manylinux_2_28` or `musllinux_1_2`, by `manylinux-x86_64`; only images of that name. */
  readonly images: Readonly<Record<string, string>>;
}

/** `undefined` without the table; values of another type count as absent. */
export function readCibuildwheel(tool: TomlTable): CibuildwheelSettings | undefined {
  const table = tableField(tool, 'cibuildwheel');
  if (table === undefined) return undefined;
  const build = words(table['build']);
  const everywhere = words(table['archs']);
  const archs: Partial<Record<Os, readonly string[]>> = {};
  for (const os of ['linux', 'macos', 'windows'] as const) {
    const own = words(tableField(table, os)?.['archs']) ?? everywhere;
    if (own !== undefined) archs[os] = own;
  }
  return {
    ...(build === undefined ? {} : { build }),
    skip: words(table['skip']) ?? [],
    enable: words(table['enable']) ?? [],
    archs,
    images: imagesOf([table, tableField(table, 'linux') ?? {}]),
  };
}

/** A list, or words with spaces between them. */
function words(value: TomlValue | undefined): readonly string[] | undefined {
  if (typeof value === 'string') return value.split(/\s+/).filter((word) => word !== '');
  return isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
}

/** `manylinux-x86_64-image = "manylinux_2_28"`, or the name of such an image in a registry. */
function imagesOf(tables: readonly TomlTable[]): Readonly<Record<string, string>> {
  const found = tables.flatMap((table) =>
    Object.keys(table).flatMap((key): (readonly [string, string])[] => {
      const [, platform] = /^((?:many|musl)linux-\w+)-image$/.exec(key) ?? [];
      const standard = /(?:manylinux|musllinux)(?:1|2010|2014|_\d+_\d+)/.exec(
        stringField(table, key) ?? '',
      )?.[0];
      return platform === undefined || standard === undefined ? [] : [[platform, standard]];
    }),
  );
  return recordOf(found);
}
