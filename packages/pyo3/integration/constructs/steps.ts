/**
 * What is added to a library, one generator run after the other, as a seed decides.
 */
import type { Tree } from '@nx/devkit';
import { asyncFunctionGenerator } from '../../src/generators/async-function/generator.ts';
import { classGenerator } from '../../src/generators/class/generator.ts';
import { embedGenerator } from '../../src/generators/embed/generator.ts';
import { enumGenerator } from '../../src/generators/enum/generator.ts';
import { exceptionGenerator } from '../../src/generators/exception/generator.ts';
import { functionGenerator } from '../../src/generators/function/generator.ts';
import { numpyFunctionGenerator } from '../../src/generators/numpy-function/generator.ts';
import { submoduleGenerator } from '../../src/generators/submodule/generator.ts';
import { randomOf, type Random } from './random.ts';

export interface Step {
  readonly kind: string;
  readonly name: string;
  /** As typed in a shell. */
  readonly title: string;
  readonly run: (tree: Tree) => Promise<void>;
}

type Options = Readonly<Record<string, string | boolean>>;
type Generator = (tree: Tree, options: never) => Promise<void>;

const generators: Readonly<Record<string, Generator>> = {
  function: functionGenerator,
  class: classGenerator,
  enum: enumGenerator,
  exception: exceptionGenerator,
  submodule: submoduleGenerator,
  'numpy-function': numpyFunctionGenerator,
  'async-function': asyncFunctionGenerator,
  embed: embedGenerator,
};

const kinds: readonly string[] = Object.keys(generators);

export function step(kind: string, project: string, name: string, options: Options): Step {
  const generator = generators[kind];
  if (generator === undefined) throw new Error(`There is no generator ${kind}.`);
  const given = Object.entries(options).filter(([, value]) => value !== false);
  const flags = given.map(([key, value]) =>
    value === true ? `--${key}` : `--${key}=${quoted(String(value))}`,
  );
  return {
    kind,
    name,
    title: [`nx g pyo3:${kind} ${name}`, `--project=${project}`, ...flags].join(' '),
    run: (tree) =>
      generator(tree, { name, project, skipFormat: true, ...Object.fromEntries(given) } as never),
  };
}

function quoted(text: string): string {
  if (/^[\w.-]+$/.test(text)) return text;
  return text.includes('"') || text.includes('`') ? `'${text}'` : `"${text}"`;
}

/** One of each kind that is asked for, in an order of the seed's; later ones use earlier ones. */
export function randomSteps(
  seed: number,
  project: string,
  wanted: readonly string[] = kinds,
): readonly Step[] {
  const random = randomOf(seed);
  const classes: string[] = [];
  return random.shuffled(wanted).map((kind, index) => {
    const made = makers[kind];
    if (made === undefined) throw new Error(`There are no random options for ${kind}.`);
    return made(random, project, index, classes);
  });
}

type Maker = (random: Random, project: string, index: number, classes: string[]) => Step;

const types = [
  ...['int', 'float', 'bool', 'str', 'bytes', 'list[int]', 'list[str]', 'dict[str, float]'],
  ...['tuple[int, str]', 'set[int]', 'int | None', 'Path', 'date', 'datetime', 'tuple[int, ...]'],
  ...['Any', 'timedelta'],
];
const ownedTypes = types.slice(0, 12);
const defaults: Readonly<Record<string, string>> = {
  int: '10',
  float: '2.5',
  bool: 'True',
  str: '"a"',
  'int | None': 'None',
};

function typed(random: Random, from: readonly string[], names: readonly string[]): string {
  let optional = false;
  return names
    .map((name) => {
      const type = random.one(optional ? Object.keys(defaults) : from);
      const value = defaults[type];
      optional ||= value !== undefined && random.below(3) === 0;
      return `${name}: ${type}${optional && value !== undefined ? ` = ${value}` : ''}`;
    })
    .join(', ');
}

const makers: Readonly<Record<string, Maker>> = {
  function: (random, project, index, classes) => {
    const names = ['first', 'second', 'third'].slice(0, random.below(4));
    const own = classes.length > 0 ? [`given: ${random.one(classes)}`] : [];
    const rest = random.maybe() ? ['*items: float', 'key: str = "x"', '**options: int'] : [];
    const args = ['value: int', ...own, typed(random, types, names), ...rest];
    return step('function', project, `work_${String(index)}`, {
      args: args.filter((arg) => arg !== '').join(', '),
      returns: random.one([...ownedTypes, 'None', 'int']),
      fallible: random.maybe(),
      detach: random.maybe(),
    });
  },
  class: (random, project, index, classes) => {
    const name = `Thing${String(index)}`;
    const frozen = random.maybe();
    const eq = random.maybe();
    const iterator = random.maybe();
    const fields = typed(random, iterator ? ['list[int]'] : ownedTypes, ['first', 'second']);
    const exact = !/float|dict|set|list/.test(fields);
    classes.push(name);
    return step('class', project, name, {
      fields,
      access: random.one(['attributes', 'methods']),
      repr: random.maybe(),
      str: random.maybe(),
      eq,
      frozen,
      hash: eq && frozen && exact && random.maybe(),
      order: eq && exact && random.maybe(),
      iterator: iterator && fields.includes('list[int]'),
      contextManager: !frozen && random.maybe(),
      subclass: random.maybe(),
      pickle: random.maybe(),
      ...(random.maybe() ? { classMethod: 'of' } : {}),
      ...(random.maybe() ? { staticMethod: 'names' } : {}),
    });
  },
  'numpy-function': (random, project, index) =>
    step('numpy-function', project, `array_${String(index)}`, {
      does: random.one(['map', 'reduce', 'in-place']),
      elements: random.one(['float64', 'float32', 'int64', 'int32', 'uint8']),
      dimensions: random.one(['1', '2', '3']),
    }),
  'async-function': (random, project, index) =>
    step('async-function', project, `wait_${String(index)}`, {
      args: ['value: int', typed(random, ownedTypes, ['second'])].join(', '),
      returns: random.one([...ownedTypes, 'None']),
      fallible: random.maybe(),
    }),
  embed: (random, project, index) =>
    step('embed', project, `ask_${String(index)}`, {
      from: random.one(['expression', 'statements', 'file']),
    }),
  submodule: (_random, project, index) => step('submodule', project, `part_${String(index)}`, {}),
  enum: (random, project, index) =>
    step('enum', project, `Kind${String(index)}`, {
      variants: random.one(['Red, Green, Blue', 'Low = -1, Middle, High = 10', 'Only']),
    }),
  exception: (random, project, index) => {
    const children = [`Lost${String(index)}Error`, `Full${String(index)}Error`];
    return step('exception', project, `Store${String(index)}Error`, {
      base: random.one(['Exception', 'ValueError', 'OSError']),
      ...(random.maybe() ? { children: children.join(', '), fromRust: random.maybe() } : {}),
    });
  },
};
