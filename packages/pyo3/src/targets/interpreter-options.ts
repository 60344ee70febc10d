import type { TargetConfiguration } from '@nx/devkit';
import type { FileReader } from '../files/file-reader.ts';
import { forInterpreter } from '../fingerprint/command.ts';
import { rememberedPer } from '../project/folder/remembered-per.ts';
import { childPath } from '../project/folder/workspace-path.ts';

type Input = NonNullable<TargetConfiguration['inputs']>[number];

/** Values that the option `interpreter` of a target may have; `undefined` where it may be unset. */
export type InterpreterValues = readonly (string | undefined)[];

/** The values for a target of one project. */
export type InterpreterOptions = (name: string, executor: string) => InterpreterValues;

/**
 * Where Nx takes the option `interpreter` from: project.json, package.json and the `targetDefaults` of
 * nx.json, each with its configurations. Where it is not certain which of them applies (a filter, a glob,
 * a file that is not plain JSON), all values count, so that a key holds too much rather than too little.
 *
 * What is given on the command line, or by another plugin, is not known here.
 */
export function interpreterOptions(
  project: { readonly root: string; readonly name: string },
  reader: FileReader,
): InterpreterOptions {
  const ofProject = readFile(childPath(project.root, 'project.json'), reader);
  const ofPackage = readFile(childPath(project.root, 'package.json'), reader);
  const ofWorkspace = workspaceFile(reader);
  const files = [ofProject, ofPackage, ofWorkspace];
  if (files.every((file) => file === nothing)) return () => [undefined];
  const loose = files.flatMap((file) => file.loose);
  const targets = [ofProject.json, child(ofPackage.json, 'nx')].map((one) => child(one, 'targets'));
  const defaults = child(ofWorkspace.json, 'targetDefaults');
  return (name, executor) => {
    const own = targets.map((one) => statedBy(child(one, name)));
    const ofDefaults = defaultsFor(name, executor, defaults);
    const stated = own.flatMap(({ plain }) => plain);
    const plain = stated.length > 0 ? stated : ofDefaults.plain;
    const values = [
      ...plain,
      ...own.flatMap(({ inConfigurations }) => inConfigurations),
      ...ofDefaults.inConfigurations,
      ...(loose.length > 0 ? [undefined, ...loose] : []),
    ];
    return [...new Set(values.map((value) => withoutTokens(value, project)))];
  };
}

/**
 * A target whose key holds the Python of each value in place of the workspace's.
 *
 * @param fingerprint see `TargetContext`.
 */
export function withInterpreters(
  target: TargetConfiguration,
  values: InterpreterValues,
  fingerprint: string,
): TargetConfiguration {
  const { inputs } = target;
  if (inputs === undefined || values.every((value) => value === undefined)) return target;
  return {
    ...target,
    inputs: inputs.flatMap((input): Input[] => {
      if (typeof input === 'string' || !('runtime' in input)) return [input];
      const { runtime } = input;
      if (!runtime.startsWith(fingerprint)) return [input];
      return values.map((value) =>
        value === undefined ? input : { runtime: forInterpreter(runtime, value) },
      );
    }),
  };
}

/** What a target's configuration says of the option. */
interface Stated {
  /** Empty where the option is not stated. */
  readonly plain: InterpreterValues;
  readonly inConfigurations: readonly string[];
}

/** A file of Nx, as far as it mentions the option. */
interface NxFile {
  readonly json?: unknown;
  /** Values in a file with comments, which Nx allows, or in a damaged one; whose they are is not known. */
  readonly loose: readonly string[];
}

const nothing: NxFile = { loose: [] };

function readFile(path: string, reader: FileReader): NxFile {
  const text = readText(path, reader);
  if (!text?.includes(option)) return nothing;
  try {
    return { json: JSON.parse(text), loose: [] };
  } catch {
    const values = [...text.matchAll(/"interpreter"\s*:\s*"((?:[^"\\]|\\.)*)"/g)];
    return { loose: values.map(([, value = '']) => value.replaceAll(/\\(.)/g, '$1')) };
  }
}

const workspaceFile = rememberedPer((reader: FileReader) => readFile('nx.json', reader));

/** Nx reports a file that cannot be read. */
function readText(path: string, reader: FileReader): string | undefined {
  try {
    return reader.read(path);
  } catch {
    return undefined;
  }
}

/** Nx takes the entry of the executor before that of the name, and that before a glob. */
function defaultsFor(name: string, executor: string, defaults: unknown): Stated {
  const keys = isRecord(defaults) ? Object.keys(defaults) : [];
  const fitting = keys.filter((key) => key === name || key === executor || /[*?[{(!]/.test(key));
  const all = fitting.flatMap((key) => [child(defaults, key)].flat()).map(statedBy);
  const first = child(defaults, executor) ?? child(defaults, name);
  const isCertain = statedBy(first).plain.length > 0;
  return {
    plain: [...(isCertain ? [] : [undefined]), ...all.flatMap(({ plain }) => plain)],
    inConfigurations: all.flatMap(({ inConfigurations }) => inConfigurations),
  };
}

function statedBy(target: unknown): Stated {
  const options = child(target, 'options');
  const isStated = isRecord(options) && Object.hasOwn(options, option);
  const configurations = child(target, 'configurations');
  return {
    plain: isStated ? [textOf(options)] : [],
    inConfigurations: (isRecord(configurations) ? Object.values(configurations) : [])
      .map(textOf)
      .filter((value) => value !== undefined),
  };
}

const option = 'interpreter';

function textOf(options: unknown): string | undefined {
  const value = child(options, option);
  return typeof value === 'string' ? value : undefined;
}

/** As Nx replaces them in options. */
function withoutTokens(
  value: string | undefined,
  { root, name }: { readonly root: string; readonly name: string },
): string | undefined {
  return value
    ?.replace(/^\{workspaceRoot\}\/?/, '')
    .replaceAll('{projectRoot}', root)
    .replaceAll('{projectName}', name);
}

function child(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
