/**
 * The schema.json of an executor as it is published. Its options are checked by the executor itself,
 * since Nx ends a whole batch without a word when one of them does not match. Nx takes an `anyOf`
 * beside a `type` for the whole of the check; editors and Nx Console, which go by JSON Schema, ask
 * for both, and mark what is wrong as before.
 */
export function leftToExecutor(text: string): string {
  const schema = JSON.parse(text) as { readonly properties: Readonly<Record<string, object>> };
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([name, property]) => [
      name,
      { ...property, anyOf: [{ $ref: '#/definitions/checked-by-executor' }] },
    ]),
  );
  const anything = ['string', 'number', 'boolean', 'null', 'array', 'object'];
  const definitions = { 'checked-by-executor': { anyOf: anything.map((type) => ({ type })) } };
  return JSON.stringify({ ...schema, properties, definitions });
}
