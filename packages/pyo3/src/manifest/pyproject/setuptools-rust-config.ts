/**
 * `[tool.setuptools-rust]` of a pyproject.toml. What a setup.py says is not seen.
 */
import { stringField, stringsField, tablesField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { requirePrintable, type ManifestSource } from '../source/manifest-source.ts';

/** One `[[tool.setuptools-rust.ext-modules]]` or `[[tool.setuptools-rust.bins]]`. */
export interface SetuptoolsRustTarget {
  /** Dotted module name, or the name of the program. */
  readonly target: string;
  /** The crate's Cargo.toml, relative to the pyproject.toml's folder; `Cargo.toml` when absent. */
  readonly path?: string;
  /** `PyO3`, `RustCPython`, `NoBinding` or `Exec`; `PyO3` when absent. */
  readonly binding?: string;
  readonly features: readonly string[];
}

export interface SetuptoolsRustConfig {
  readonly extModules: readonly SetuptoolsRustTarget[];
  readonly bins: readonly SetuptoolsRustTarget[];
}

/**
 * `table` is `[tool.setuptools-rust]`; entries without a target are left out.
 *
 * @throws Pyo3Error `manifest-invalid` for a target with a control character in its name.
 */
export function readSetuptoolsRustConfig(
  source: ManifestSource,
  table: TomlTable,
): SetuptoolsRustConfig {
  const targets = (key: string) => readTargets(source, table, key);
  return { extModules: targets('ext-modules'), bins: targets('bins') };
}

function readTargets(
  source: ManifestSource,
  table: TomlTable,
  key: string,
): readonly SetuptoolsRustTarget[] {
  return tablesField(table, key).flatMap((entry) => {
    const target = stringField(entry, 'target');
    if (target === undefined) return [];
    return [
      {
        target: requirePrintable(source, ['tool', 'setuptools-rust', key], target),
        path: stringField(entry, 'path'),
        binding: stringField(entry, 'binding'),
        features: stringsField(entry, 'features'),
      },
    ];
  });
}
