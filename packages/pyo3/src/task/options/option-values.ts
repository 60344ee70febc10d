import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { closestName } from './closest-name.ts';
import { typeMistake } from './option-types.ts';
import type { OptionSchemas } from './schema-options.ts';
import { unknownOptionNames } from './tool-arguments.ts';

/** Options as Nx hands them over: of any executor, and unchecked. */
export type ExecutorOptions = Readonly<Record<string, unknown>> & {
  readonly __unparsed__?: readonly string[];
};

interface ValueRule {
  readonly pattern: RegExp;
  readonly what: string;
  readonly hint: string;
}

/** For a string, or for each string of a list. */
const rules: Readonly<Record<string, ValueRule>> = {
  profile: {
    // Cargo reference, "Profiles": a name consists of letters, digits, `_` and `-`.
    pattern: /^[A-Za-z0-9_][A-Za-z0-9_-]*$/,
    what: 'no name of a Cargo profile',
    hint: 'Write `dev`, `release` or the name of a [profile.<name>] table of Cargo.toml.',
  },
  features: {
    // Cargo reference, "Features", with `dependency/feature` and `dependency?/feature`.
    pattern: /^[\p{XID_Start}_0-9][\p{XID_Continue}+.\-/?]*$/u,
    what: 'no name of a Cargo feature',
    hint: 'Write each feature as an item of its own: ["a", "b"].',
  },
  target: {
    pattern: /^[A-Za-z0-9_.]+(-[A-Za-z0-9_.]+)+$/,
    what: 'no Rust target triple',
    hint: 'Choose one of `rustc --print target-list`, for example aarch64-unknown-linux-gnu.',
  },
  compatibility: {
    pattern: /^[A-Za-z0-9_]+$/,
    what: 'no platform tag',
    hint: 'Write, for example, manylinux_2_28, musllinux_1_2, linux or pypi.',
  },
  interpreter: {
    pattern: /^(?!-)[^\0]*\S[^\0]*$/,
    what: 'no interpreter',
    hint: 'Write the path of a Python or of a virtual environment, or a version such as 3.12.',
  },
  out: {
    pattern: /^[^\0]*\S[^\0]*$/,
    what: 'no folder',
    hint: 'Write a path relative to the workspace root, for example {projectRoot}/dist.',
  },
};

/**
 * Checks the options of `task` (`project:target`): by the executor's schema, and for what a schema
 * cannot say.
 *
 * @throws Pyo3Error `option-invalid` for a name that the executor does not have, a value of another
 *   type, or one that no tool would accept.
 */
export function checkOptions(task: string, options: ExecutorOptions, schemas: OptionSchemas): void {
  const names = new Set(schemas.keys());
  const [unknown] = unknownOptionNames(options, options.__unparsed__ ?? [], names);
  if (unknown !== undefined) throw unknownOption(task, unknown, names);
  checkTypes(task, options, schemas);
  for (const [name, rule] of Object.entries(rules)) {
    const wrong = stringsOf(options[name]).find((value) => !rule.pattern.test(value));
    if (wrong !== undefined) {
      throw optionInvalid(
        `The option \`${name}\` of ${task} is ${JSON.stringify(wrong)}, which is ${rule.what}.`,
        rule.hint,
      );
    }
  }
  checkVariables(task, options['env']);
}

function checkTypes(task: string, options: ExecutorOptions, schemas: OptionSchemas): void {
  for (const [name, schema] of schemas) {
    if (options[name] === undefined) continue;
    const mistake = typeMistake(name, options[name], schema);
    if (mistake === undefined) continue;
    throw optionInvalid(`The option \`${name}\` of ${task} is ${mistake.what}.`, mistake.hint);
  }
}

function checkVariables(task: string, env: unknown): void {
  for (const [name, value] of Object.entries(env ?? {})) {
    const valid = /^[^=\0]+$/.test(name) && typeof value === 'string' && !value.includes('\0');
    if (valid) continue;
    // Never the value: it may be a secret.
    throw optionInvalid(
      `The option \`env\` of ${task} has ${JSON.stringify(name)}, which is no environment variable with a text.`,
      'Write names without `=`, and each value as a string: "env": { "RUST_LOG": "debug" }.',
    );
  }
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

function stringsOf(value: unknown): readonly string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}

function optionInvalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
