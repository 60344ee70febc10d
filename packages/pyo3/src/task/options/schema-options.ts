import { readFileSync } from 'node:fs';

/** What an executor's schema.json says of an option; only what the schemas of executors use. */
export interface OptionSchema {
  readonly type: 'string' | 'boolean' | 'array' | 'object';
  readonly enum?: readonly string[];
  /** Of an array, whose items are texts. */
  readonly items?: { readonly enum?: readonly string[] };
}

/** By name of the option. */
export type OptionSchemas = ReadonlyMap<string, OptionSchema>;

/** The options that an executor's schema.json declares. */
export function readOptionSchemas(schema: URL): OptionSchemas {
  const { properties } = JSON.parse(readFileSync(schema, 'utf8')) as {
    readonly properties: Readonly<Record<string, OptionSchema>>;
  };
  return new Map(Object.entries(properties));
}
