/** Which wheels a project has: one atom for each, by what its manifests and the plugin's options say. */
import { lowestAllowed } from '../../manifest/cargo/cargo-version.ts';
import {
  readCibuildwheel,
  type CibuildwheelSettings,
} from '../../manifest/pyproject/cibuildwheel.ts';
import { stableAbiWord, type WheelSettings } from '../../manifest/pyproject/wheel-settings.ts';
import { satisfies } from '../../python/specifier.ts';
import { parsePlatform, type WheelPlatform } from '../../python/wheel-platform.ts';
import {
  anyPython,
  cpython,
  hasFreeThreading,
  knownMinors,
  ownAbi,
  parseAbi,
  parseWheelPython,
  supportedMinors,
  type WheelAbi,
  type WheelPython,
} from '../../python/wheel-python.ts';
import { stringField, tableField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import type { CrateNeeds } from '../crate/crate-needs.ts';
import { isSelected, platformsOf } from './cibuildwheel-selection.ts';
import { matchesShell } from './shell-pattern.ts';
import { abiOf } from './stable-abi.ts';

/** One wheel. */
export interface WheelAtom {
  /** `cp312-manylinux_2_17_x86_64`: the name of its task, and of its folder. */
  readonly name: string;
  readonly abi: WheelAbi;
  readonly platform: WheelPlatform;
}

/** What decides a project's matrix. */
export interface MatrixFacts {
  /**
   * - `extension`: a module that is compiled for each Python, or for the stable ABI;
   * - `any-python`: a program or a library that maturin packs for each platform (cffi, uniffi, bin);
   * - `pure`: Python alone.
   */
  readonly kind: 'extension' | 'any-python' | 'pure';
  readonly requiresPython?: string;
  readonly pyo3Requirement?: string;
  readonly crate?: CrateNeeds;
  /** The table `[tool]` of pyproject.toml. */
  readonly tool: TomlTable;
  /** `[tool.nx-pyo3.wheels]`, whose keys win over the plugin's option `wheels`. */
  readonly settings: WheelSettings;
}

/** What is built for when nothing is said; `macosx_universal2` holds two of them, and is named. */
const defaultPlatforms = [
  ...['manylinux_2_17_x86_64', 'manylinux_2_17_aarch64'],
  ...['musllinux_1_2_x86_64', 'musllinux_1_2_aarch64'],
  ...['macosx_x86_64', 'macosx_arm64', 'win_amd64', 'win_arm64'],
] as const;

/** The wheels of a project, in the order of their Python and of their platform; pure. */
export function wheelMatrix(facts: MatrixFacts): readonly WheelAtom[] {
  if (facts.kind === 'pure') return [atom(anyPython, anyPlatform)];
  const { settings, tool } = facts;
  const cibuildwheel = readCibuildwheel(tool);
  const platforms = settings.platforms?.map(parsePlatform) ?? statedPlatforms(tool, cibuildwheel);
  const abis = facts.kind === 'any-python' ? [anyPython] : abisOf(facts, cibuildwheel);
  const isFree = settings.python !== undefined && settings.platforms !== undefined;
  return abis
    .flatMap((abi) =>
      platforms.flatMap((platform) => (platform === undefined ? [] : [atom(abi, platform)])),
    )
    .filter(({ abi, platform }) => exists(abi, platform))
    .filter(
      ({ abi, platform }) =>
        isFree || cibuildwheel === undefined || isSelected(cibuildwheel, abi, platform),
    )
    .filter(({ name }) => !matchesShell(settings.skip ?? [], name));
}

/** The atom of a name, which is what a task is given; `undefined` for a name that is none. */
export function parseAtom(name: string): WheelAtom | undefined {
  const [, start = '', rest = ''] =
    /^((?:cp|pp|py)3\d*t?(?:-(?:abi3t?|none))?)-(.+)$/.exec(name) ?? [];
  const abi = parseAbi(start);
  const platform = parsePlatform(rest);
  return abi && platform && atom(abi, platform);
}

const anyPlatform: WheelPlatform = { name: 'any', os: 'any', arch: 'any', triples: [] };

function atom(abi: WheelAbi, platform: WheelPlatform): WheelAtom {
  return { name: `${abi.tag}-${platform.name}`, abi, platform };
}

/** PyPy is released for some platforms only, and CPython for Windows on ARM since 3.11. */
function exists({ python, stable }: WheelAbi, { name, arch, libc }: WheelPlatform): boolean {
  if (python === undefined) return true;
  if (python.kind === 'pypy') {
    return libc?.name !== 'musl' && arch !== 'universal2' && !/^win(32|_arm64)$/.test(name);
  }
  return name !== 'win_arm64' || python.minor >= 11 || stable !== undefined;
}

/** Of `[tool.maturin] compatibility` and of `[tool.cibuildwheel]`, else the defaults. */
function statedPlatforms(
  tool: TomlTable,
  cibuildwheel: CibuildwheelSettings | undefined,
): readonly WheelPlatform[] {
  const maturin = tableField(tool, 'maturin');
  const stated = stringField(maturin, 'compatibility') ?? stringField(maturin, 'manylinux') ?? '';
  const compatibility = /^\d+(_\d+)?$/.test(stated)
    ? `manylinux${/_/.test(stated) ? '_' : ''}${stated}`
    : stated;
  const family = /^(many|musl)linux/.exec(compatibility)?.[0];
  const defaults = defaultPlatforms.map((name) => {
    const platform = parsePlatform(name) ?? anyPlatform;
    if (family === undefined || !name.startsWith(family)) return platform;
    return parsePlatform(`${compatibility}_${platform.arch}`) ?? platform;
  });
  return cibuildwheel === undefined ? defaults : platformsOf(cibuildwheel, defaults);
}

function abisOf(
  facts: MatrixFacts,
  cibuildwheel: CibuildwheelSettings | undefined,
): readonly WheelAbi[] {
  const { settings, crate, tool } = facts;
  const abi = (python: WheelPython) => abiOf(crate, tableField(tool, 'maturin'), python);
  const inRange = pythonsInRange(facts, knownMinors);
  // The oldest that is allowed: without a version in the feature, it says what the wheel runs on.
  const stable = inRange.map(abi).find((one) => one?.stable !== undefined);
  if (settings.python !== undefined) {
    const named = settings.python.map((text) => {
      if (text === stableAbiWord) return stable;
      const python = parseWheelPython(text);
      return python && (abi(python) ?? ownAbi(python));
    });
    return unique(named);
  }
  const candidates = defaultPythons(facts, cibuildwheel);
  const all = candidates.map((python) => {
    const own = abi(python);
    return own?.stable === undefined || own.stable !== stable?.stable ? own : stable;
  });
  const hasStable = all.some((one) => one?.stable !== undefined);
  return unique(
    all.filter((one) => !hasStable || one?.python?.isFreeThreaded !== true || one.stable),
  );
}

/** Each CPython that is still supported, its free-threaded build, and PyPy where cibuildwheel has it. */
function defaultPythons(
  facts: MatrixFacts,
  cibuildwheel: CibuildwheelSettings | undefined,
): readonly WheelPython[] {
  const supported = pythonsInRange(facts, supportedMinors);
  const isListed = cibuildwheel?.build !== undefined || supported.length === 0;
  const pythons = isListed ? pythonsInRange(facts, knownMinors) : supported;
  const free = pythons.filter(({ minor }) => hasFreeThreading(minor));
  return [
    ...pythons,
    ...free.map(({ minor }) => cpython(minor, true)),
    ...(cibuildwheel?.enable.includes('pypy') ? [parseWheelPython('pypy3.11')] : []),
  ].filter((python) => python !== undefined);
}

/** Within `requires-python`, and not newer than the pyo3 that the crate requires. */
function pythonsInRange(
  { requiresPython = '', pyo3Requirement }: MatrixFacts,
  minors: readonly number[],
): readonly WheelPython[] {
  const newest = newestFor(pyo3Requirement);
  return minors
    .filter((minor) => minor <= newest)
    .filter((minor) => satisfies([3, minor, lastPatch], requiresPython) !== false)
    .map((minor) => cpython(minor));
}

/** `>=3.9.2` allows 3.9; some patch release of a version always counts. */
const lastPatch = 99;

/** PyO3's changelog: the newest CPython that each series supports. */
function newestFor(requirement: string | undefined): number {
  const [major = 1, minor = 0] = (requirement && lowestAllowed(requirement)) || [];
  if (requirement === undefined || major > 0 || minor === 0) return Infinity;
  const isOpen = !/^\s*[\^~=\d]/.test(requirement);
  if (isOpen || minor >= 30) return Infinity;
  return minor >= 26 ? 14 : minor >= 23 ? 13 : 12;
}

function unique(abis: readonly (WheelAbi | undefined)[]): readonly WheelAbi[] {
  const known = abis.filter((abi) => abi !== undefined);
  return [...new Map(known.map((abi) => [abi.tag, abi])).values()];
}
