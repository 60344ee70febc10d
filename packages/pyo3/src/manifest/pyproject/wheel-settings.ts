/**
 * Which wheels a project has: `[tool.nx-pyo3.wheels]` of its pyproject.toml, and the plugin's option
 * `wheels`, which have the same keys.
 */
import { parsePlatform, platformExamples } from '../../python/wheel-platform.ts';
import { parseWheelPython } from '../../python/wheel-python.ts';

/** As written and valid; what is absent is decided by the defaults. */
export interface WheelSettings {
  /** `3.12`, `3.14t`, `pypy3.11`, or `abi3` for the stable ABI that the crate's features state. */
  readonly python?: readonly string[];
  /** Tags of platforms. */
  readonly platforms?: readonly string[];
  /** Patterns of atoms that are left out. */
  readonly skip?: readonly string[];
}

/** What is wrong with a value, in the terms of whoever reports it. */
export interface WheelSettingsProblem {
  /** The key, where one is at fault. */
  readonly key?: string;
  readonly message: string;
  readonly hint: string;
}

const wheelSettingKeys = ['python', 'platforms', 'skip'] as const;

/** The word in `python` for the stable ABI. */
export const stableAbiWord = 'abi3';

/**
 * The settings, or what is wrong with them.
 *
 * @param shown the name of the table in messages.
 */
export function parseWheelSettings(
  value: unknown,
  shown: string,
): WheelSettings | WheelSettingsProblem {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      message: `"${shown}" must be a table.`,
      hint: `It has three keys: ${wheelSettingKeys.join(', ')}.`,
    };
  }
  const table: Readonly<Record<string, unknown>> = { ...value };
  const unknown = Object.keys(table).find((key) => !wheelSettingKeys.some((one) => one === key));
  if (unknown !== undefined) {
    return {
      key: unknown,
      message: `"${shown}" has no key "${unknown}".`,
      hint: `It has three: ${wheelSettingKeys.join(', ')}.`,
    };
  }
  const read: { -readonly [Key in keyof WheelSettings]: WheelSettings[Key] } = {};
  for (const key of wheelSettingKeys) {
    const list = table[key];
    if (list === undefined) continue;
    const [example] = examples[key];
    if (!isStrings(list)) {
      return {
        key,
        message: `"${shown}.${key}" must be a list of strings.`,
        hint: `For example: ${key} = ["${example}"]`,
      };
    }
    const wrong = list.find((one) => !isValid[key](one));
    if (wrong !== undefined) {
      return {
        key,
        message: `"${shown}.${key}" names ${JSON.stringify(wrong)}, which is not ${nouns[key]}.`,
        hint: `Write it like one of these: ${examples[key].join(', ')}.`,
      };
    }
    read[key] = list;
  }
  return read;
}

export function isProblem(
  result: WheelSettings | WheelSettingsProblem,
): result is WheelSettingsProblem {
  return 'message' in result;
}

type Key = (typeof wheelSettingKeys)[number];

const isValid: Readonly<Record<Key, (text: string) => boolean>> = {
  python: (text) => text === stableAbiWord || parseWheelPython(text) !== undefined,
  platforms: (text) => parsePlatform(text) !== undefined,
  skip: (text) => text !== '',
};

const nouns: Readonly<Record<Key, string>> = {
  python: 'a Python that wheels are built for',
  platforms: 'the tag of a platform',
  skip: 'a pattern',
};

const examples: Readonly<Record<Key, readonly [string, ...string[]]>> = {
  python: ['3.12', '3.14t', 'pypy3.11', stableAbiWord],
  platforms: platformExamples,
  skip: ['cp311-musllinux*', '*-win_arm64'],
};

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
