/**
 * Whether wheels of a crate use the stable ABI: pyo3's features `abi3`, `abi3t` and the like, which
 * the dependency, the crate's default features or `[tool.maturin] features` turn on (PyO3's guide,
 * "Py_LIMITED_API/abi3"; maturin's user guide, "Conditional features").
 */
import { stringField } from '../../toml/fields.ts';
import { isTable, type TomlTable } from '../../toml/parse.ts';
import { satisfies } from '../../python/specifier.ts';
import {
  hasFreeThreading,
  ownAbi,
  stableAbi,
  type WheelAbi,
  type WheelPython,
} from '../../python/wheel-python.ts';
import type { CrateNeeds } from '../crate/crate-needs.ts';

/** The stable ABI that the features choose for one interpreter. */
interface StableFeature {
  readonly stable: 'abi3' | 'abi3t';
  /** `abi3-py39` states it; without one the interpreter that builds the wheel is the oldest. */
  readonly minor?: number;
}

/**
 * The ABI of a wheel that is built with an interpreter; `undefined` if pyo3 refuses to compile for it,
 * because it is older than the stable ABI that is asked for.
 *
 * @param maturin the table `[tool.maturin]`.
 */
export function abiOf(
  needs: CrateNeeds | undefined,
  maturin: TomlTable | undefined,
  python: WheelPython,
): WheelAbi | undefined {
  if (python.kind === 'pypy') return ownAbi(python);
  const feature = stableFeature(needs, maturin, python);
  if (feature === undefined) return ownAbi(python);
  const { stable, minor = python.minor } = feature;
  if (python.minor < minor) return undefined;
  // abi3 has no free-threaded build: pyo3 compiles for that interpreter alone.
  if (stable === 'abi3' && python.isFreeThreaded) return ownAbi(python);
  return stable === 'abi3t' && !hasFreeThreading(minor) ? undefined : stableAbi(stable, minor);
}

function stableFeature(
  needs: CrateNeeds | undefined,
  maturin: TomlTable | undefined,
  python: WheelPython,
): StableFeature | undefined {
  if (needs === undefined) return undefined;
  const pyo3 = needs.dependencies.filter(
    ({ name, kind }) => kind !== 'dev' && (name === 'pyo3' || name === 'pyo3-ffi'),
  );
  const aliases = new Set(pyo3.map(({ alias }) => alias));
  const enabled = enabledFeatures(needs, maturin, python);
  const ofPyo3 = [
    ...pyo3.filter(({ optional }) => !optional).flatMap(({ features }) => features),
    ...pyo3.filter(({ optional, alias }) => optional && isOn(alias, enabled)).flatMap(featuresOf),
    ...[...enabled].flatMap((feature) => {
      const [owner = '', name] = feature.split(/\??\//);
      return name !== undefined && aliases.has(owner) ? [name] : [];
    }),
  ];
  const found = ofPyo3.flatMap((name): readonly StableFeature[] => {
    const [, stable, minor] = /^(abi3t?)(?:-py3(\d+))?$/.exec(name) ?? [];
    if (stable !== 'abi3' && stable !== 'abi3t') return [];
    return [{ stable, ...(minor === undefined ? {} : { minor: Number(minor) }) }];
  });
  // Each version turns the later ones on, so that the oldest counts.
  return [...found].sort((a, b) => (a.minor ?? Infinity) - (b.minor ?? Infinity))[0];
}

function featuresOf({ features }: { readonly features: readonly string[] }): readonly string[] {
  return features;
}

function isOn(alias: string, enabled: ReadonlySet<string>): boolean {
  return enabled.has(alias) || enabled.has(`dep:${alias}`);
}

/** The crate's features that maturin turns on for an interpreter, and what those turn on. */
function enabledFeatures(
  { manifest: { features } }: CrateNeeds,
  maturin: TomlTable | undefined,
  python: WheelPython,
): ReadonlySet<string> {
  const isAll = maturin?.['all-features'] === true;
  const enabled = new Set([
    ...(maturin?.['no-default-features'] === true ? [] : ['default']),
    ...(isAll ? Object.keys(features) : []),
    ...stated(maturin, python),
  ]);
  // A set that grows while it is walked visits what was added.
  for (const feature of enabled) {
    for (const other of features[feature] ?? []) enabled.add(other);
  }
  return enabled;
}

/** A feature, or `{ feature = "…", python-version = ">=3.11", python-implementation = "cpython" }`. */
function stated(maturin: TomlTable | undefined, python: WheelPython): readonly string[] {
  const list = maturin?.['features'];
  if (!Array.isArray(list)) return [];
  return (list as readonly (string | TomlTable)[]).flatMap((one) => {
    if (typeof one === 'string') return [one];
    const feature = isTable(one) ? stringField(one, 'feature') : undefined;
    if (feature === undefined || !isTable(one)) return [];
    const version = stringField(one, 'python-version') ?? '';
    const implementation = stringField(one, 'python-implementation') ?? python.kind;
    const isMeant = implementation.toLowerCase() === python.kind;
    return isMeant && satisfies([3, python.minor], version) === true ? [feature] : [];
  });
}
