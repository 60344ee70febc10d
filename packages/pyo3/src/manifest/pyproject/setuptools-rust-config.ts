/**
 * The `[tool.setuptools-rust]` table of a pyproject.toml. Settings in a setup.py are not read.
 */
import { booleanField, stringField, stringsField, tablesField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';

/** One `[[tool.setuptools-rust.ext-modules]]` or `[[tool.setuptools-rust.bins]]`. */
export interface SetuptoolsRustTarget {
  /** The dotted module name, or the name of the program. */
  readonly target: string;
  /** The crate's Cargo.toml, relative to the pyproject.toml's folder; `Cargo.toml` if absent. */
  readonly path?: string;
  /** `PyO3`, `RustCPython`, `NoBinding` or `Exec`; `PyO3` if absent. */
  readonly binding?: string;
  readonly features: readonly string[];
  /** `false` for a module that is optimized in an editable install as well. */
  readonly debug?: boolean;
}

export interface SetuptoolsRustConfig {
  readonly extModules: readonly SetuptoolsRustTarget[];
  readonly bins: readonly SetuptoolsRustTarget[];
}

/**
 * Parses the `[tool.setuptools-rust]` table; entries without a target are skipped.
 */
export function readSetuptoolsRustConfig(table: TomlTable): SetuptoolsRustConfig {
  const targets = (key: string) => readTargets(table, key);
  return { extModules: targets('ext-modules'), bins: targets('bins') };
}

function readTargets(table: TomlTable, key: string): readonly SetuptoolsRustTarget[] {
  return tablesField(table, key).flatMap((entry) => {
    const target = stringField(entry, 'target');
    if (target === undefined) return [];
    return [
      {
        target,
        path: stringField(entry, 'path'),
        binding: stringField(entry, 'binding'),
        features: stringsField(entry, 'features'),
        debug: booleanField(entry, 'debug'),
      },
    ];
  });
}
