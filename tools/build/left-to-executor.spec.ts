import { describe, expect, it } from '@jest/globals';
import { leftToExecutor } from './left-to-executor.ts';

const schema = {
  title: 'Compile',
  properties: { features: { type: 'array', items: { type: 'string' }, default: [] } },
  additionalProperties: true,
};

describe('the published schema of an executor', () => {
  const published = JSON.parse(leftToExecutor(JSON.stringify(schema))) as {
    readonly properties: Readonly<Record<string, object>>;
    readonly definitions: Readonly<Record<string, { readonly anyOf: readonly object[] }>>;
  };

  it('says of each option what the source says, for editors and for values that Nx reads as text', () => {
    expect(published).toMatchObject(schema);
  });

  it('has Nx admit every type of value', () => {
    const [name = ''] = Object.keys(published.definitions);
    expect(published.properties['features']).toHaveProperty('anyOf', [
      { $ref: `#/definitions/${name}` },
    ]);
    expect(published.definitions[name]?.anyOf).toEqual(
      ['string', 'number', 'boolean', 'null', 'array', 'object'].map((type) => ({ type })),
    );
  });
});
