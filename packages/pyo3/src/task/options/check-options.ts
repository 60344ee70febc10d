import { readFileSync } from 'node:fs';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { CommonExecutorOptions } from './common-options.ts';
import { namesRelease, unknownOptionNames } from './tool-arguments.ts';

/** Options as Nx hands them over, unchecked: of any executor, and perhaps of none. */
export type UncheckedOptions = Readonly<Record<string, unknown>>;

/** What an executor's schema.json says of an option; only what the schemas of executors use. */
export interface OptionSchema {
  readonly type: 'string' | 'boolean' | 'array' | 'object';
  readonly enum?: readonly string[];
  readonly default?: unknown;
  /** For the items of an array, which are strings. */
  readonly items?: { readonly enum?: readonly string[] };
}

/** By name of the option. */
export type OptionSchemas = ReadonlyMap<string, OptionSchema>;

/** The options that an executor's schema.json declares. */
export function readOptionSchemas(schema: URL): OptionSchemas {
  const { properties } = JSON.parse(readFileSync(schema, 'utf8')) as {
    readonly properties: Readonly<Record<string, OptionSchema>>;
  };
  return new Map(Object.entries(properties));
}

/**
 * The options of `task` (`project:target`), checked by the executor's schema and for what a schema
 * cannot say. Nx leaves that to us: in a batch its own error would end all tasks, and name none.
 *
 * @throws Pyo3Error `option-invalid` for a name that the executor does not have, a value of another
 *   type, or one that no tool would accept.
 */
export function checkedOptions(
  task: string,
  options: UncheckedOptions,
  schemas: OptionSchemas,
): CommonExecutorOptions {
  const [names, unparsed] = [new Set(schemas.keys()), stringsOf(options['__unparsed__'])];
  const [unknown] = unknownOptionNames(options, unparsed, names);
  if (unknown !== undefined) throw unknownOption(task, unknown, names);
  const profile = schemas.get('profile')?.default;
  if (profile !== undefined && namesRelease(stringsOf(options['args']), unparsed)) {
    throw optionInvalid(
      `\`--release\` of ${task} is written as a profile.`,
      'Type --profile=release; targets that build wheels use it by default.',
    );
  }
  for (const [name, schema] of schemas) {
    const value = options[name];
    const mistake =
      value === undefined
        ? undefined
        : (mistakeOfType(name, value, schema) ?? mistakeOf(name, value));
    if (mistake !== undefined) {
      throw optionInvalid(`\`${name}\` of ${task} must be ${mistake.message}.`, mistake.hint);
    }
  }
  // What has the type that its schema states has the type that was generated from it.
  return options as CommonExecutorOptions;
}

interface Mistake {
  /** Continues "`features` of mylib:compile must be". */
  readonly message: string;
  readonly hint: string;
}

function mistakeOfType(
  name: string,
  value: unknown,
  { type, enum: own, items }: OptionSchema,
): Mistake | undefined {
  if (!hasType(value, type)) {
    const { must, example } = types[type];
    // Never the value of `env`: it may be a secret.
    const found = type === 'object' ? 'not one' : JSON.stringify(value);
    return { message: `${must}, but it is ${found}`, hint: `Write ${example(name, value)}.` };
  }
  const choices = own ?? items?.enum;
  const wrong = stringsOf(value).find((item) => choices?.includes(item) === false);
  if (choices === undefined || wrong === undefined) return undefined;
  const must = own === undefined ? 'a list with items among' : 'one of';
  return {
    message: `${must} ${choices.join(', ')}, but it ${isOrHas(value)} ${JSON.stringify(wrong)}`,
    hint: `Choose one of ${choices.join(', ')}.`,
  };
}

function hasType(value: unknown, type: OptionSchema['type']): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

const types: Readonly<
  Record<
    OptionSchema['type'],
    { readonly must: string; readonly example: (name: string, value: unknown) => string }
  >
> = {
  string: {
    must: 'a string',
    example: (name, value) =>
      typeof value === 'number'
        ? `it in quotes: "${name}": "${String(value)}"`
        : 'a string in quotes',
  },
  boolean: { must: 'true or false', example: (name) => `"${name}": true, without quotes` },
  array: {
    must: 'a list of strings',
    example: (name, value) => `"${name}": ${JSON.stringify(meantStrings(value) ?? ['a', 'b'])}`,
  },
  object: {
    must: 'an object',
    example: (name) => `"${name}": { "RUST_LOG": "debug" }`,
  },
};

/** The list that was probably meant. */
function meantStrings(value: unknown): readonly string[] | undefined {
  const items: readonly unknown[] = [value].flat();
  const plain = items.filter((item) => typeof item === 'string' || typeof item === 'number');
  return plain.length === items.length ? plain.map(String) : undefined;
}

interface ValueRule {
  readonly pattern: RegExp;
  readonly must: string;
  readonly hint: string;
}

/** For a string, or for each string of a list. */
const rules: Readonly<Record<string, ValueRule>> = {
  profile: {
    // Cargo reference, "Profiles": a name consists of letters, digits, `_` and `-`.
    pattern: /^[A-Za-z0-9_][A-Za-z0-9_-]*$/,
    must: 'the name of a Cargo profile',
    hint: 'Write `dev`, `release` or the name of a [profile.<name>] table of Cargo.toml.',
  },
  features: {
    // Cargo reference, "Features", with `dependency/feature` and `dependency?/feature`.
    pattern: /^[\p{XID_Start}_0-9][\p{XID_Continue}+.\-/?]*$/u,
    must: 'a list of names of Cargo features',
    hint: 'Write each feature as an item of its own: ["a", "b"].',
  },
  target: {
    pattern: /^[A-Za-z0-9_.]+(-[A-Za-z0-9_.]+)+$/,
    must: 'a Rust target triple',
    hint: 'Choose one of `rustc --print target-list`, for example aarch64-unknown-linux-gnu.',
  },
  compatibility: {
    pattern: /^[A-Za-z0-9_]+$/,
    must: 'a platform tag',
    hint: 'Write, for example, manylinux_2_28, musllinux_1_2, linux or pypi.',
  },
  interpreter: {
    pattern: /^(?!-)[^\0]*\S[^\0]*$/,
    must: 'an interpreter',
    hint: 'Write the path of a Python or of a virtual environment, or a version such as 3.12.',
  },
  out: {
    pattern: /^[^\0]*\S[^\0]*$/,
    must: 'a folder',
    hint: 'Write a path relative to the workspace root, for example {projectRoot}/dist.',
  },
};

function mistakeOf(name: string, value: unknown): Mistake | undefined {
  if (name === 'env') return mistakeOfVariables(value);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  const wrong = stringsOf(value).find((item) => rule?.pattern.test(item) === false);
  if (rule === undefined || wrong === undefined) return undefined;
  return {
    message: `${rule.must}, but it ${isOrHas(value)} ${JSON.stringify(wrong)}`,
    hint: rule.hint,
  };
}

function mistakeOfVariables(env: unknown): Mistake | undefined {
  for (const [name, value] of Object.entries(env ?? {})) {
    const valid = /^[^=\0]+$/.test(name) && typeof value === 'string' && !value.includes('\0');
    if (valid) continue;
    return {
      // Never the value: it may be a secret.
      message: `an object of environment variables whose values are strings, but ${JSON.stringify(name)} in it is not`,
      hint: 'Write names without `=`, and each value as a string: "env": { "RUST_LOG": "debug" }.',
    };
  }
  return undefined;
}

function isOrHas(value: unknown): 'is' | 'has' {
  return Array.isArray(value) ? 'has' : 'is';
}

function unknownOption(task: string, name: string, optionNames: ReadonlySet<string>): Pyo3Error {
  const known = [...optionNames].filter((each) => !each.startsWith('__')).sort();
  const closest = closestName(name, known);
  return optionInvalid(
    `${task} has an option \`${name}\`, which its executor does not know.`,
    closest === undefined
      ? `It knows ${known.join(', ')}. Arguments for the tool itself go into \`args\`.`
      : `Did you mean \`${closest}\`? Arguments for the tool itself go into \`args\`.`,
  );
}

/** The one of `known` that `name` was most likely meant to be: at most a third of it differs. */
function closestName(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  const allowed = Math.max(1, Math.floor(name.length / 3));
  return best !== undefined && best.distance <= allowed ? best.candidate : undefined;
}

/** Levenshtein distance, without regard to case and separators. */
function editDistance(left: string, right: string): number {
  const [a, b] = [plain(left), plain(right)];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const substitution = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(substitution, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

function stringsOf(value: unknown): readonly string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}

function optionInvalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
