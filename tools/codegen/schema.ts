/**
 * The small part of JSON Schema that our `schema.json` files use, read and checked.
 * What the generators below would not understand is refused here, so nothing is dropped in silence.
 */

export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
  readonly hidden?: boolean;
  readonly 'x-deprecated'?: boolean | string;
}

/** A mistake in a `schema.json`; its message names the file and the property. */
export class SchemaError extends Error {}

const keywords = new Set([
  ...['type', 'title', 'description', 'default', 'enum', 'const', 'items', 'properties'],
  ...['required', 'additionalProperties', 'anyOf', 'oneOf', 'examples'],
  // Checked by Nx or an editor when the options are used; they change no type.
  ...['minimum', 'maximum', 'minLength', 'minItems', 'uniqueItems', 'pattern', 'format'],
  // Of Nx: https://nx.dev/docs/extending-nx
  ...['$default', 'alias', 'aliases', 'hidden', 'visible'],
  ...['x-prompt', 'x-priority', 'x-deprecated', 'x-dropdown', 'x-completion-type'],
]);
const rootKeywords = new Set(['$schema', '$id', 'id', 'version', 'cli', 'outputCapture']);

/**
 * Reads the text of a `schema.json`.
 *
 * @throws SchemaError for a keyword that the generators do not know, or a property without description.
 */
export function parseSchema(text: string, file: string): Schema {
  const schema = JSON.parse(text) as Schema;
  check(schema, file, '');
  return schema;
}

function check(schema: Schema, file: string, path: string): void {
  for (const keyword of Object.keys(schema)) {
    if (!keywords.has(keyword) && !(path === '' && rootKeywords.has(keyword))) {
      throw new SchemaError(
        `${file}: ${path || 'the schema'} uses \`${keyword}\`, which tools/codegen does not read. ` +
          `Use another keyword or add it to tools/codegen/schema.ts.`,
      );
    }
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const at = path === '' ? name : `${path}.${name}`;
    if (!property.description) {
      throw new SchemaError(`${file}: the property ${at} has no description. Write one sentence.`);
    }
    checkDefault(property, file, at);
    check(property, file, at);
  }
  for (const name of schema.required ?? []) {
    if (!(name in (schema.properties ?? {}))) {
      throw new SchemaError(`${file}: ${name} is required but is not among the properties.`);
    }
  }
  if (schema.items) check(schema.items, file, `${path}[]`);
  if (typeof schema.additionalProperties === 'object') {
    check(schema.additionalProperties, file, `${path}.*`);
  }
  for (const variant of alternatives(schema)) check(variant, file, `${path} (one of)`);
}

function checkDefault(property: Schema, file: string, at: string): void {
  if (
    property.enum &&
    property.default !== undefined &&
    !property.enum.includes(property.default)
  ) {
    throw new SchemaError(
      `${file}: the default of ${at}, ${JSON.stringify(property.default)}, is not in its enum.`,
    );
  }
}

/** The variants of a union, empty for any other schema. */
export function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf ?? schema.oneOf ?? [];
}

/** The TypeScript type of a value that the schema admits, with nested objects written inline. */
export function typeOf(schema: Schema, describe: (property: Schema) => string): string {
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  if ('const' in schema) return JSON.stringify(schema.const);
  const variants = alternatives(schema);
  if (variants.length > 0) return union(variants.map((variant) => typeOf(variant, describe)));
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((type: string) => typeOf({ ...schema, type }, describe)));
  }
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
    case 'number':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array':
      return `readonly (${schema.items ? typeOf(schema.items, describe) : 'unknown'})[]`;
    case 'object':
      return objectType(schema, describe);
    default:
      return 'unknown';
  }
}

function objectType(schema: Schema, describe: (property: Schema) => string): string {
  if (schema.properties) return membersOf(schema, describe);
  const value = schema.additionalProperties;
  return `Readonly<Record<string, ${typeof value === 'object' ? typeOf(value, describe) : 'unknown'}>>`;
}

/** `{ readonly a: …; readonly b?: … }` for the properties; `describe` gives each its comment. */
export function membersOf(schema: Schema, describe: (property: Schema) => string): string {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const mark = required.has(name) ? '' : '?';
    return `${describe(property)}readonly ${JSON.stringify(name)}${mark}: ${typeOf(property, describe)};`;
  });
  return `{\n${members.join('\n')}\n}`;
}

/**
 * The options that more than one of the schemas has, with one type in all that have them. None is
 * required: a schema may lack it.
 */
export function commonSchema(schemas: readonly Schema[]): Schema {
  const all = schemas.flatMap(({ properties }) => Object.entries(properties ?? {}));
  const names = [...new Set(all.map(([name]) => name))].sort();
  const common = names.flatMap((name) => {
    const found = all.filter(([other]) => other === name).map(([, property]) => property);
    const [first, ...others] = found;
    const isCommon = new Set(found.map((property) => typeOf(property, () => ''))).size === 1;
    if (first === undefined || others.length === 0 || !isCommon) return [];
    const { default: _default, description, ...rest } = first;
    const isSame = others.every((other) => other.description === description);
    return [[name, isSame ? { ...rest, description } : rest] as const];
  });
  return {
    type: 'object',
    description: 'The options that several executors have, with one type in all of them.',
    properties: Object.fromEntries(common),
  };
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}
