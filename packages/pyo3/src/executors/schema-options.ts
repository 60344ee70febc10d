import { readFileSync } from 'node:fs';

/** Names of the options that an executor's schema.json declares. */
export function readOptionNames(schema: URL): ReadonlySet<string> {
  const { properties } = JSON.parse(readFileSync(schema, 'utf8')) as { properties: object };
  return new Set(Object.keys(properties));
}
