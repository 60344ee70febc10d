/**
 * What goes into the key of a task: coarse, but never too little.
 */
import { cratesOf, type Pyo3Project } from '../project/pyo3-project.ts';
import {
  cargoFiles,
  clippyFiles,
  environmentFiles,
  pytestFiles,
  ruffFiles,
  typecheckFiles,
} from './workspace-files.ts';
import type { Input, Sources, TargetContext } from './target-context.ts';

export function cargoTestInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    ...ownFiles(project),
    ...sourcesOf(uses.cargoTest),
    ...cargoFiles(project, uses.cargoTest),
    ...environmentFiles(project),
  ]);
}

export function pytestInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    ...ownFiles(project),
    ...setOf('python', uses.python),
    ...sourcesOf(uses.pytest),
    ...cargoFiles(project, uses.pytest),
    ...pytestFiles(project),
  ]);
}

/** Of a task that is not cached, but must be seen as affected by what it makes importable. */
export function developInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    ...ownFiles(project),
    ...setOf('python', uses.python),
    ...sourcesOf(uses.pytest),
    ...cargoFiles(project, uses.pytest),
    ...environmentFiles(project),
  ]);
}

export function lintInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  return key(context, [
    ...ownFiles(project),
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
  return key(context, [
    'wheel',
    ...setOf('python', uses.buildSystem),
    ...sourcesOf(uses.rust),
    ...cargoFiles(project, uses.rust),
    ...environmentFiles(project),
  ]);
}

/** Both, without doubles: of a task that only stands for others. */
export function unionOf(...inputs: readonly (readonly Input[])[]): Input[] {
  return [...new Map(inputs.flat().map((input) => [JSON.stringify(input), input])).values()];
}

/** Every file of the project that a test could read. */
export function ownFiles(project: Pyo3Project): readonly Input[] {
  return [
    ...(cratesOf(project).length > 0 ? ['rust'] : []),
    ...(hasPython(project) ? ['python'] : []),
  ];
}

function hasPython(project: Pyo3Project): boolean {
  return project.distribution !== undefined;
}

function sourcesOf({ projects, folders }: Sources): readonly Input[] {
  return [...setOf('rust', projects), ...folders.map((folder) => `{workspaceRoot}/${folder}/**/*`)];
}

function setOf(input: 'rust' | 'python', projects: readonly string[]): readonly Input[] {
  return projects.length === 0 ? [] : [{ input, projects: [...projects] }];
}

/**
 * npm packages do not decide what rustc or Python do, hence the empty `externalDependencies`:
 * without it Nx puts all of them into the key.
 */
function key({ fingerprint }: TargetContext, files: readonly Input[]): Input[] {
  return [...unionOf(files), { externalDependencies: [] }, { runtime: fingerprint }];
}
