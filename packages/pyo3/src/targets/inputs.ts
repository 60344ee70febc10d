/**
 * What goes into the key of a task: coarse, but never too little.
 *
 * No task names two sets of one project. Nx makes one list of globs of them, in which what one set
 * leaves out is left out of the other too: `rust` and `python` together have neither `.rs` nor `.py`.
 */
import {
  cargoFiles,
  clippyFiles,
  environmentFiles,
  pytestFiles,
  ruffFiles,
  typecheckFiles,
} from './workspace-files.ts';
import type { NamedInputs } from './named-inputs.ts';
import type { Input, Sources, TargetContext } from './target-context.ts';

export function cargoTestInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    'wheel',
    ...sourcesOf(uses.cargoTest),
    ...cargoFiles(project, uses.cargoTest),
    ...environmentFiles(project),
  ]);
}

export function pytestInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    'wheel',
    ...sourcesOf(uses.pytest, uses.python),
    ...cargoFiles(project, uses.pytest),
    ...pytestFiles(project),
  ]);
}

/** Of a task that is not cached, but must be seen as affected by what it makes importable. */
export function developInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    'wheel',
    ...sourcesOf(uses.pytest, uses.python),
    ...cargoFiles(project, uses.pytest),
    ...environmentFiles(project),
  ]);
}

export function lintInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    'wheel',
    ...sourcesOf(uses.cargoTest),
    ...cargoFiles(project, uses.cargoTest),
    ...clippyFiles(project),
    ...ruffFiles(project),
  ]);
}

export function typecheckInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, ['python', ...setOf('python', uses.python), ...typecheckFiles(project)]);
}

/** Of the wheel and of the sdist, which holds the path dependencies' sources as well. */
export function distributionInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key({ ...context, fingerprint: `${context.fingerprint} distribution` }, [
    'wheel',
    ...sourcesOf(uses.rust, uses.buildSystem),
    ...cargoFiles(project, uses.rust),
    ...environmentFiles(project),
  ]);
}

/** All, without doubles: of a task that only stands for others. */
export function unionOf(...inputs: readonly (readonly Input[])[]): Input[] {
  const keyed = inputs.flat().map((input) => [keyOf(input), input] as const);
  return [...new Map(keyed).values()];
}

function keyOf(input: Input): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}

/** `rust` of what rustc reads, and all files of the projects that are `imported` as well. */
function sourcesOf(
  { projects, folders }: Sources,
  imported: readonly string[] = [],
): readonly Input[] {
  return [
    ...setOf('wheel', imported),
    ...setOf(
      'rust',
      projects.filter((name) => !imported.includes(name)),
    ),
    ...folders.map((folder) => `{workspaceRoot}/${folder}/**/*`),
  ];
}

function setOf(input: keyof NamedInputs, projects: readonly string[]): readonly Input[] {
  return projects.length === 0 ? [] : [{ input, projects: [...projects] }];
}

/**
 * npm packages do not decide what rustc or Python do, hence the empty `externalDependencies`:
 * without it Nx puts all of them into the key.
 */
function key({ fingerprint }: TargetContext, files: readonly Input[]): Input[] {
  return [...new Set(files), { externalDependencies: [] }, { runtime: fingerprint }];
}
