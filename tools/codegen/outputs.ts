import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from 'prettier';
import { withSnippets } from '../../packages/pyo3/integration/constructs/guide-snippets.ts';
import { withMatrix } from '../../packages/pyo3/integration/matrix/matrix-table.ts';
import { optionsSource } from './options-source.ts';
import { referenceIndex, referencePage } from './reference-page.ts';
import { commonSchema, parseSchema, SchemaError, type Schema } from './schema.ts';

const packageFolder = 'packages/pyo3';
const commonOptions = `${packageFolder}/src/task/options/common-options.ts`;
const reference = 'docs/reference';
const caching = 'docs/caching.md';
const guide = 'docs/pyo3-guide.md';
const kinds = [
  { folder: 'executors', suffix: 'ExecutorOptions', title: 'Executors' },
  { folder: 'generators', suffix: 'GeneratorOptions', title: 'Generators' },
] as const;

/** One `schema.json` and what is made of it. Paths are relative to the repository. */
interface Source {
  readonly schemaFile: string;
  readonly schema: Schema;
  readonly optionsFile: string;
  readonly interfaceName: string;
  readonly page: string;
  readonly title: string;
  readonly description: string;
  readonly group: string;
}

/**
 * The generated files that the repository should hold: path relative to `root` → text.
 *
 * @throws SchemaError for a schema that the generators cannot read or that no manifest registers.
 */
export async function expectedOutputs(root: string): Promise<ReadonlyMap<string, string>> {
  const sources = [...kinds.flatMap((kind) => sourcesOf(root, kind)), ...pluginSource(root)];
  const outputs = new Map<string, string>();
  for (const source of sources) {
    const style = await resolveConfig(join(root, source.optionsFile));
    const text = await optionsSource(source.schema, source.interfaceName, style ?? {});
    outputs.set(source.optionsFile, text);
    outputs.set(source.page, referencePage(source));
  }
  if (sources.length > 0) outputs.set(`${reference}/README.md`, indexOf(sources));
  const executors = sources.filter(({ group }) => group === 'Executors');
  if (executors.length > 1) {
    const common = commonSchema(executors.map(({ schema }) => schema));
    const style = await resolveConfig(join(root, commonOptions));
    outputs.set(commonOptions, await optionsSource(common, 'CommonExecutorOptions', style ?? {}));
  }
  if (existsSync(join(root, caching))) outputs.set(caching, withMatrix(read(root, caching)));
  if (existsSync(join(root, guide))) outputs.set(guide, await withSnippets(read(root, guide)));
  return outputs;
}

/** The files that stand where only generated ones belong, relative to `root`. */
export function presentOutputs(root: string): readonly string[] {
  const options = filesBelow(root, `${packageFolder}/src`).filter((file) =>
    /\/(executors|generators)\/[^/]+\/options\.ts$/.test(file),
  );
  const common = existsSync(join(root, commonOptions)) ? [commonOptions] : [];
  return [...options, ...common, ...filesBelow(root, reference)];
}

function sourcesOf(root: string, kind: (typeof kinds)[number]): readonly Source[] {
  const manifest = `${packageFolder}/${kind.folder}.json`;
  const registered = existsSync(join(root, manifest))
    ? registeredIn(root, manifest, kind.folder)
    : {};
  return foldersWithSchema(root, `${packageFolder}/src/${kind.folder}`).map((name) => {
    const folder = `${packageFolder}/src/${kind.folder}/${name}`;
    const entry = registered[name];
    if (!entry) {
      throw new SchemaError(
        `${folder}/schema.json: ${manifest} has no entry "${name}". Add one with its description.`,
      );
    }
    return {
      schemaFile: `${folder}/schema.json`,
      schema: parseSchema(read(root, `${folder}/schema.json`), `${folder}/schema.json`),
      optionsFile: `${folder}/options.ts`,
      interfaceName: `${pascal(name)}${kind.suffix}`,
      page: `${reference}/${kind.folder}/${name}.md`,
      title: `pyo3:${name}`,
      description: entry.description,
      group: kind.title,
    };
  });
}

function pluginSource(root: string): readonly Source[] {
  const folder = `${packageFolder}/src/inference`;
  const schemaFile = `${folder}/schema.json`;
  if (!existsSync(join(root, schemaFile))) return [];
  return [
    {
      schemaFile,
      schema: parseSchema(read(root, schemaFile), schemaFile),
      optionsFile: `${folder}/options.ts`,
      interfaceName: 'Pyo3PluginOptions',
      page: `${reference}/plugin-options.md`,
      title: 'Plugin options',
      description: 'The `options` of the `pyo3/plugin` entry in nx.json.',
      group: 'Plugin',
    },
  ];
}

interface Registration {
  readonly description: string;
}

function registeredIn(root: string, manifest: string, key: string) {
  const parsed = JSON.parse(read(root, manifest)) as Record<string, Record<string, Registration>>;
  const entries = parsed[key] ?? {};
  for (const [name, entry] of Object.entries(entries)) {
    if (!entry.description) {
      throw new SchemaError(`${manifest}: "${name}" has no description. Write one sentence.`);
    }
  }
  return entries;
}

function indexOf(sources: readonly Source[]): string {
  const titles = ['Plugin', 'Generators', 'Executors'];
  return referenceIndex(
    titles.map((title) => ({
      title,
      entries: sources
        .filter((source) => source.group === title)
        .map((source) => ({
          title: source.title,
          description: source.description,
          link: source.page.slice(reference.length + 1),
        })),
    })),
  );
}

function foldersWithSchema(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(root, folder, name, 'schema.json')))
    .sort();
}

function filesBelow(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** `cargo-test` → `CargoTest`. */
function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
