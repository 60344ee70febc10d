import type { MaturinConfig } from '../manifest/pyproject/maturin-config.ts';
import { satisfies } from '../python/specifier.ts';
import { arrayField, booleanField, stringField, stringsField } from '../toml/fields.ts';
import { isTable } from '../toml/parse.ts';
import { optionWithValue } from './argument.ts';
import type { CargoSelection } from './cargo-selection.ts';

/** The settings of `[tool.maturin]` that maturin passes to cargo, without the profile. */
export interface MaturinSettings {
  readonly selection: CargoSelection;
  readonly cargoArgs: readonly string[];
  readonly rustcArgs: readonly string[];
}

/**
 * The settings for a Python of this version, so that cargo alone compiles the same as maturin would
 * (maturin's user guide, "Configuration"). The features in `asked` replace those of the file.
 */
export function maturinSettings(
  config: MaturinConfig | undefined,
  asked: CargoSelection,
  version: readonly number[],
): MaturinSettings {
  const { features = [], noDefaultFeatures = false, allFeatures = false } = asked;
  const table = config?.table;
  const flags = ['locked', 'frozen', 'offline'].filter((key) => booleanField(table, key));
  return {
    selection: {
      ...asked,
      features: features.length > 0 ? features : featuresFor(config, version),
      noDefaultFeatures: noDefaultFeatures || config?.noDefaultFeatures === true,
      allFeatures: allFeatures || config?.allFeatures === true,
    },
    cargoArgs: [
      ...flags.map((flag) => `--${flag}`),
      ...stringsField(table, 'config').flatMap((setting) => optionWithValue('--config', setting)),
      ...stringsField(table, 'unstable-flags').flatMap((flag) => optionWithValue('-Z', flag)),
    ],
    rustcArgs: stringsField(table, 'rustc-args'),
  };
}

/** A feature, or `{ feature = "…", python-version = "…" }` for specific versions. */
function featuresFor(config: MaturinConfig | undefined, version: readonly number[]): string[] {
  return arrayField(config?.table, 'features').flatMap((element) => {
    if (typeof element === 'string') return [element];
    if (!isTable(element)) return [];
    const feature = stringField(element, 'feature');
    const versions = stringField(element, 'python-version') ?? '';
    return feature !== undefined && satisfies(version, versions) !== false ? [feature] : [];
  });
}
