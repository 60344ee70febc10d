import { alternatives, type Schema } from './schema.ts';

/** What a reference page is about. */
export interface PageSubject {
  /** `pyo3:cargo-test`, as a user writes it. */
  readonly title: string;
  /** One sentence of executors.json or generators.json, for a schema that has none of its own. */
  readonly description: string;
  readonly schema: Schema;
}

const note = '<!-- Generated from schema.json by `npm run generate`; do not edit. -->';

/** The Markdown of one executor, generator or of the plugin's own options. */
export function referencePage(subject: PageSubject): string {
  const { schema } = subject;
  const sections = [
    note,
    `# ${subject.title}`,
    schema.description ?? subject.description,
    '## Options',
    optionTable(schema) ?? 'None.',
    ...exampleSections(schema.examples ?? []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The page that links the others; `entries` are in the order to show. */
export function referenceIndex(
  groups: readonly {
    readonly title: string;
    readonly entries: readonly { title: string; description: string; link: string }[];
  }[],
): string {
  const sections = groups
    .filter((group) => group.entries.length > 0)
    .map((group) => {
      const lines = group.entries.map(
        (entry) => `- [${entry.title}](${entry.link}): ${entry.description}`,
      );
      return `## ${group.title}\n\n${lines.join('\n')}`;
    });
  return `${[note, '# Reference', ...sections].join('\n\n')}\n`;
}

function optionTable(schema: Schema): string | undefined {
  const rows = rowsOf(schema, '');
  if (rows.length === 0) return undefined;
  return ['| option | type | default | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function rowsOf(schema: Schema, prefix: string): readonly string[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .filter(([name, property]) => !property.hidden && !name.startsWith('__'))
    .flatMap(([name, property]) => {
      const usual = property.default === undefined ? '' : code(JSON.stringify(property.default));
      const cells = [
        code(`${prefix}${name}`),
        code(typeName(property)),
        required.has(name) ? '*required*' : usual,
        descriptionOf(property),
      ];
      return [`| ${cells.map(escapeCell).join(' | ')} |`, ...nestedRows(property, prefix + name)];
    });
}

function nestedRows(property: Schema, name: string): readonly string[] {
  const inItems = property.items?.properties ? rowsOf(property.items, `${name}[].`) : [];
  const inVariants = alternatives(property).flatMap((variant) => rowsOf(variant, `${name}.`));
  return [...rowsOf(property, `${name}.`), ...inItems, ...inVariants];
}

function descriptionOf(property: Schema): string {
  const deprecated = property['x-deprecated'];
  if (!deprecated) return property.description ?? '';
  const reason = deprecated === true ? '' : `: ${deprecated}`;
  return `**Deprecated**${reason}. ${property.description ?? ''}`;
}

function typeName(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  const variants = alternatives(schema);
  if (variants.length > 0) return variants.map(typeName).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (schema.type === 'array') return `${schema.items ? typeName(schema.items) : 'any'}[]`;
  const values = schema.additionalProperties;
  if (schema.type === 'object' && typeof values === 'object') {
    return `object of ${typeName(values)}`;
  }
  return typeof schema.type === 'string' ? schema.type : 'any';
}

/** Nx's own form of an example is `{ command, description }`; an executor's is the options as JSON. */
function exampleSections(examples: readonly unknown[]): readonly string[] {
  if (examples.length === 0) return [];
  return ['## Examples', ...examples.map(exampleSection)];
}

function exampleSection(example: unknown): string {
  if (typeof example === 'string') return fence('sh', example);
  const { command, description, ...rest } = example as Record<string, unknown>;
  const body =
    typeof command === 'string'
      ? fence('sh', command)
      : fence('json', JSON.stringify('options' in rest ? rest['options'] : rest, null, 2));
  return typeof description === 'string' ? `${description}\n\n${body}` : body;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** A `|` would end the cell, also inside a code span. */
function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
