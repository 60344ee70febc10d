import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import {
  declaredFiles,
  declaredVariables,
  type DeclaredInputs,
} from '../project/folder/declared-inputs.ts';
import type { InstalledGroups } from '../manifest/pyproject/installed-groups.ts';
import {
  isProblem,
  parseWheelSettings,
  type WheelSettings,
} from '../manifest/pyproject/wheel-settings.ts';
import type { TomlValue } from '../toml/parse.ts';
import { targetIds, type TargetId, type TargetNames } from '../targets/target-names.ts';

/**
 * The names of the targets by the plugin's options, which come from nx.json and may be anything.
 *
 * @throws Pyo3Error `option-invalid`, with the first thing that is wrong.
 */
export function targetNamesOf(options: unknown): TargetNames {
  // The others are read by `declaredInputsOf`, `installsOf` and `wheelSettingsOf`.
  const {
    targets,
    inputs: _inputs,
    env: _env,
    groups: _groups,
    extras: _extras,
    wheels: _wheels,
    ...others
  } = tableOf(options ?? {}, 'options');
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw invalid(
      `The plugin has no option "${other}".`,
      'It has six: "targets", "inputs", "env", "groups", "extras" and "wheels".',
    );
  }
  const given = tableOf(targets ?? {}, 'options.targets');
  const unknown = Object.keys(given).find((key) => !isTargetId(key));
  if (unknown !== undefined) {
    throw invalid(
      `The plugin infers no target "${unknown}".`,
      `In "targets" you can name ${targetIds.join(', ')}.`,
    );
  }
  const names = targetIds.map((id) => [id, nameOf(id, given[id])] as const);
  rejectDoubles(names);
  return Object.fromEntries(names) as Record<TargetId, string | undefined>;
}

/**
 * What every project reads beside its own files, by the plugin's options.
 *
 * @throws Pyo3Error `option-invalid`.
 */
export function declaredInputsOf(options: unknown): DeclaredInputs {
  const { inputs, env } = tableOf(options ?? {}, 'options');
  const files = declaredFiles('.', inputs as TomlValue | undefined);
  if (files === undefined) {
    throw invalid(
      '"inputs" of the plugin must be globs of files in this repository.',
      'They are relative to its root: "inputs": ["proto/**/*.proto"]',
    );
  }
  const variables = declaredVariables(env as TomlValue | undefined);
  if (variables === undefined) {
    throw invalid(
      '"env" of the plugin must be names of environment variables.',
      'For example: "env": ["PROTOC"]',
    );
  }
  return { files, variables, facts: [] };
}

/**
 * Groups and extras that `develop` installs, by the plugin's options.
 *
 * @throws Pyo3Error `option-invalid`.
 */
export function installsOf(options: unknown): Partial<InstalledGroups> {
  const table = tableOf(options ?? {}, 'options');
  const named = (kind: 'groups' | 'extras') => {
    const value = table[kind];
    if (value === undefined) return {};
    if (Array.isArray(value) && value.every((name) => typeof name === 'string')) {
      return { [kind]: value };
    }
    throw invalid(
      `"${kind}" of the plugin must be a list of names.`,
      `For example: "${kind}": ["test"]`,
    );
  };
  return { ...named('groups'), ...named('extras') };
}

/**
 * Which wheels projects have that do not say it themselves, by the plugin's options; `undefined` where
 * the option is absent.
 *
 * @throws Pyo3Error `option-invalid`.
 */
export function wheelSettingsOf(options: unknown): WheelSettings | undefined {
  const { wheels } = tableOf(options ?? {}, 'options');
  if (wheels === undefined) return undefined;
  const settings = parseWheelSettings(wheels, 'wheels');
  if (isProblem(settings)) throw invalid(settings.message, settings.hint);
  return settings;
}

function nameOf(id: TargetId, value: unknown): string | undefined {
  if (value === undefined || value === true) return id;
  if (value === false) return undefined;
  if (typeof value === 'string' && /^[^\s:]+$/.test(value)) return value;
  throw invalid(
    `"targets.${id}" must be a name without spaces and colons, or false.`,
    `For example: "targets": { "${id}": "py-${id}" }`,
  );
}

function rejectDoubles(names: readonly (readonly [TargetId, string | undefined])[]): void {
  for (const [id, name] of names) {
    const first = names.find((candidate) => candidate[1] === name)?.[0] ?? id;
    if (name === undefined || first === id) continue;
    throw invalid(
      `"targets" gives the name "${name}" to both ${first} and ${id}.`,
      `Choose another one for ${id}, or leave it out with "${id}": false.`,
    );
  }
}

function tableOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw invalid(
    `"${name}" of the plugin must be an object.`,
    'For example: { "plugin": "pyo3", "options": { "targets": { "develop": "dev" } } }',
  );
}

function isTargetId(key: string): key is TargetId {
  return targetIds.some((id) => id === key);
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message,
    location: { file: 'nx.json' },
    hint,
  });
}
