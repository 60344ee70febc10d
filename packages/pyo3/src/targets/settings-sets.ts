/**
 * Named inputs for the files above a project: several targets have the same, and Nx keeps, compares and
 * prints each entry of a target's inputs, but a named input as one.
 */
import { cratesOf } from '../project/folder/pyo3-project.ts';
import type { Input, Sources, TargetContext } from './target-context.ts';
import {
  cargoFiles,
  clippyFiles,
  environmentFiles,
  pytestFiles,
  ruffFiles,
  typecheckFiles,
} from './workspace-files.ts';

type Context = Pick<TargetContext, 'project' | 'uses'>;

const lists = {
  'cargo-settings': ({ project, uses }: Context) =>
    cratesOf(project).length > 0 ? cargoFiles(project, uses.rust) : [],
  'environment-settings': ({ project }: Context) => environmentFiles(project),
  'lint-settings': ({ project, uses }: Context) => [
    ...clippyFiles(project, uses.cargoTest),
    ...ruffFiles(project),
  ],
  'pytest-settings': ({ project }: Context) => pytestFiles(project),
  'typecheck-settings': ({ project }: Context) => typecheckFiles(project),
} as const;

/** The lists that a project has, by name. */
export function settingsSets(context: Context): Readonly<Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(lists)
      .map(([name, filesOf]): [string, string[]] => [name, [...filesOf(context)]])
      .filter(([, files]) => files.length > 0),
  );
}

/** A list as an input; nothing where it is empty. */
export function settingsOf(name: keyof typeof lists, context: Context): readonly Input[] {
  return lists[name](context).length > 0 ? [name] : [];
}

/** What decides how cargo works for all of `sources`: by name where it is what the crates have. */
export function cargoSettings(context: Context, sources: Sources): readonly Input[] {
  const files = cargoFiles(context.project, sources);
  const named = lists['cargo-settings'](context);
  const isNamed = files.length === named.length && files.every((file, at) => file === named[at]);
  return isNamed ? settingsOf('cargo-settings', context) : files;
}
