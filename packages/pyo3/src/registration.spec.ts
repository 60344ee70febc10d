import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Entry {
  readonly implementation: string;
  readonly batchImplementation?: string;
  readonly schema: string;
}

const packageFolder = join(import.meta.dirname, '..');

/** What is published as `./dist/x` is made of `src/x`. */
function sourceOf(published: string): string {
  return join(packageFolder, published.replace(/^\.\/dist\//, 'src/'));
}

describe.each(['executors', 'generators'] as const)('%s.json', (kind) => {
  const text = readFileSync(join(packageFolder, `${kind}.json`), 'utf8');
  const entries = (JSON.parse(text) as Record<string, Record<string, Entry>>)[kind] ?? {};
  const rooms = readdirSync(join(import.meta.dirname, kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map((entry) => entry.name);

  it('names every folder and nothing else', () => {
    expect(Object.keys(entries).sort()).toEqual([...rooms].sort());
  });

  it.each(Object.entries(entries))('has the schema of %s in its folder', (name, entry) => {
    expect(entry.schema).toBe(`./dist/${kind}/${name}/schema.json`);
    expect(existsSync(sourceOf(entry.schema))).toBe(true);
  });

  it.each(Object.entries(entries))(
    'has an implementation of %s that Nx can load',
    (_name, entry) => {
      // Without extension: Nx then finds the source as well as what is compiled from it.
      const { implementation, batchImplementation = implementation } = entry;
      for (const published of [implementation, batchImplementation]) {
        expect(published).not.toMatch(/\.[jt]s$/);
        expect(readFileSync(`${sourceOf(published)}.ts`, 'utf8')).toMatch(
          /^export default |^export \{[^}]*\bdefault\b/m,
        );
      }
    },
  );
});

describe('the options of an executor', () => {
  const folder = join(import.meta.dirname, 'executors');
  const named = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'schema.json')));

  it.each(named.filter((name) => name !== 'broken'))(
    'of %s are of types that it checks',
    (name) => {
      const text = readFileSync(join(folder, name, 'schema.json'), 'utf8');
      const { properties } = JSON.parse(text) as {
        readonly properties: Record<string, { readonly type: string; readonly items?: object }>;
      };
      for (const [option, { type, items }] of Object.entries(properties)) {
        expect([option, type]).toEqual([
          option,
          expect.stringMatching(/^(string|boolean|array|object)$/),
        ]);
        if (type === 'array') expect(items).toMatchObject({ type: 'string' });
      }
    },
  );
});
