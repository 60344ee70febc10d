/** Inputs of several tasks as those of one. */
import { isSetName, joinSets, type SetName } from './named-inputs.ts';
import type { Input } from './target-context.ts';

/** All, without doubles: of a task that only stands for others. */
export function unionOf(...inputs: readonly (readonly Input[])[]): Input[] {
  const all = inputs.flat();
  const externalDependencies = new Set(
    all.flatMap((input) => (isExternal(input) ? input.externalDependencies : [])),
  );
  const own = all.filter(isSetName);
  const others = all.filter((input) => !isExternal(input) && !isSet(input) && !isSetName(input));
  const keyed = others.map((input) => [keyOf(input), input] as const);
  return [
    ...(own.length === 0 ? [] : [own.reduce(joinSets)]),
    ...new Map(keyed).values(),
    ...unionOfSets(all.filter(isSet)),
    { externalDependencies: [...externalDependencies] },
  ];
}

interface SetInput {
  readonly input: SetName;
  readonly projects: readonly string[];
}

/** One set for each project: the smallest that holds all that are named. */
function unionOfSets(sets: readonly SetInput[]): readonly Input[] {
  const setOfProject = new Map<string, SetName>();
  for (const { input, projects } of sets) {
    for (const name of projects) {
      setOfProject.set(name, joinSets(setOfProject.get(name) ?? input, input));
    }
  }
  const names = [...setOfProject];
  return [...new Set(setOfProject.values())].flatMap((input) =>
    setOf(
      input,
      names.filter(([, set]) => set === input).map(([name]) => name),
    ),
  );
}

function isSet(input: Input): input is SetInput & Exclude<Input, string> {
  return typeof input !== 'string' && 'projects' in input && Array.isArray(input.projects);
}

function isExternal(input: Input): input is { externalDependencies: string[] } {
  return typeof input !== 'string' && 'externalDependencies' in input;
}

function keyOf(input: Input): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}

/**
 * A set of files of projects; nothing where there are none. The list itself, and no copy: several
 * inputs have the same one of thousands, and Nx is given a copy of all of them (`graphOf`).
 */
export function setOf(input: SetName, projects: readonly string[]): readonly Input[] {
  return projects.length === 0 ? [] : [{ input, projects: projects as string[] }];
}
