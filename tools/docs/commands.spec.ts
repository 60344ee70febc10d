import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const source = join(root, 'packages/pyo3/src');
const pages = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** Options that Nx itself takes, whatever runs. */
const ofNx = [
  'batch',
  'configuration',
  'dry-run',
  'outputStyle',
  'skip-nx-cache',
  'verbose',
  'excludeTaskDependencies',
];

function optionsIn(schemaFile: string): readonly string[] {
  const schema: { readonly properties?: object } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  return Object.keys(schema.properties ?? {});
}

interface Registered {
  readonly schema: string;
  readonly aliases?: readonly string[];
}

/** Name or alias of a generator → its options. */
function generators(): ReadonlyMap<string, readonly string[]> {
  const file = join(root, 'packages/pyo3/generators.json');
  const manifest: { readonly generators: Readonly<Record<string, Registered>> } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return new Map(
    Object.entries(manifest.generators).flatMap(([name, { aliases = [] }]) => {
      const options = optionsIn(join(source, 'generators', name, 'schema.json'));
      return [name, ...aliases].map((called) => [called, options] as const);
    }),
  );
}

/** Target → the options of its executor. */
function targets(): ReadonlyMap<string, readonly string[]> {
  const ofExecutor = (name: string) => optionsIn(join(source, 'executors', name, 'schema.json'));
  const executors = readdirSync(join(source, 'executors'));
  const named = executors.map((name) => [name, ofExecutor(name)] as const);
  const others = [
    ['stubs-check', ofExecutor('stubs')],
    ['test', []],
    ...['run', 'doc', 'bench'].map((name) => [name, ofExecutor(`cargo-${name}`)] as const),
  ] as const;
  return new Map([...named, ...others]);
}

/** The commands of a page, up to what follows `--` and goes to another program. */
function commandsOf(page: string, start: RegExp): readonly (readonly [string, string])[] {
  const text = readFileSync(join(root, page), 'utf8');
  const code = [...text.matchAll(/`([^`\n]+)`|^```\w*\n([^]*?)^```/gm)];
  return code
    .flatMap(([, inline, block]) => (inline ?? block ?? '').split('\n'))
    .flatMap((line) => {
      const [, name] = start.exec(line) ?? [];
      return name === undefined ? [] : [[name, line.replace(/ -- .*| #.*/, '')] as const];
    });
}

function unknownOptions(
  page: string,
  start: RegExp,
  known: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return commandsOf(page, start).flatMap(([name, command]) => {
    const options = known.get(name);
    if (options === undefined) return [`${command}: nothing is called ${name}`];
    const used = [...command.matchAll(/ --([A-Za-z][\w-]*)/g)].map(([, option = '']) => option);
    return used
      .filter((option) => !options.includes(option) && !ofNx.includes(option))
      .map((option) => `${command}: no option ${option}`);
  });
}

describe('the commands of the documentation', () => {
  it('are found', () => {
    const found = pages.flatMap((page) => commandsOf(page, /\bnx g pyo3:([\w-]+)/));
    expect(found.map(([name]) => name)).toEqual(expect.arrayContaining(['lib', 'class', 'stubs']));
  });

  it.each(pages)('name generators and options that exist: %s', (page) => {
    expect(unknownOptions(page, /\bnx g pyo3:([\w-]+)/, generators())).toEqual([]);
  });

  it.each(pages)('name targets and options that exist: %s', (page) => {
    expect(unknownOptions(page, /\bnx run [\w<>-]+:([\w-]+)/, targets())).toEqual([]);
  });
});
