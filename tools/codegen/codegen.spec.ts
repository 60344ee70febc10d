import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findDrift, renderDrift, repairDrift } from './drift.ts';
import { optionsSource } from './options-source.ts';
import { expectedOutputs, presentOutputs } from './outputs.ts';
import { referencePage } from './reference-page.ts';
import { commonSchema, parseSchema, type Schema } from './schema.ts';

const style = { singleQuote: true, printWidth: 100, trailingComma: 'all' } as const;

function withProperty(property: Schema): Schema {
  return { type: 'object', properties: { it: { description: 'Says it.', ...property } } };
}

describe('the type of an option', () => {
  it.each([
    [{ type: 'string' }, 'readonly it?: string;'],
    [{ type: 'integer' }, 'readonly it?: number;'],
    [{ enum: ['mixed', 'pure'] }, "readonly it?: 'mixed' | 'pure';"],
    [{ type: ['string', 'boolean'] }, 'readonly it?: string | boolean;'],
    [{ anyOf: [{ type: 'string' }, { const: false }] }, 'readonly it?: string | false;'],
    [{ type: 'array', items: { type: 'string' } }, 'readonly it?: readonly string[];'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, "readonly it?: readonly ('a' | 'b')[];"],
    [
      { type: 'object', additionalProperties: { type: 'string' } },
      'readonly it?: Readonly<Record<string, string>>;',
    ],
  ] as const)('%j is %s', async (property, line) => {
    expect(await optionsSource(withProperty(property), 'Options', style)).toContain(line);
  });

  it('is not optional when the option is required', async () => {
    const schema = { ...withProperty({ type: 'string' }), required: ['it'] };
    expect(await optionsSource(schema, 'Options', style)).toContain('readonly it: string;');
  });

  it('writes nested objects inline, each member with its description and default', async () => {
    const build: Schema = { type: 'boolean', description: 'Whether to build.', default: true };
    const schema = withProperty({ type: 'object', properties: { build } });
    expect(await optionsSource(schema, 'BuildOptions', style)).toBe(
      `// Generated from schema.json by \`npm run generate\`; do not edit.

export interface BuildOptions {
  /** Says it. */
  readonly it?: {
    /** Whether to build. Default: \`true\`. */
    readonly build?: boolean;
  };
}
`,
    );
  });

  it('keeps options that no page shows, such as the arguments after --', async () => {
    const schema: Schema = {
      properties: {
        __unparsed__: { type: 'array', items: { type: 'string' }, description: 'Rest.' },
      },
    };
    expect(await optionsSource(schema, 'Options', style)).toContain('readonly __unparsed__?:');
    expect(referencePage({ title: 'a', description: 'b', schema })).not.toContain('__unparsed__');
  });
});

describe('a schema that is refused', () => {
  const text = (schema: Schema | object) => JSON.stringify(schema);

  it('uses a keyword that the generators would drop', () => {
    expect(() => parseSchema(text(withProperty({ not: {} } as Schema)), 'x/schema.json')).toThrow(
      'x/schema.json: it uses `not`, which tools/codegen does not read.',
    );
  });

  it('has an option without description', () => {
    const schema = { properties: { mute: { type: 'string' } } };
    expect(() => parseSchema(text(schema), 'x/schema.json')).toThrow(
      'x/schema.json: the property mute has no description.',
    );
  });

  it('has a default outside its enum', () => {
    const schema = withProperty({ enum: ['a'], default: 'b' });
    expect(() => parseSchema(text(schema), 'x/schema.json')).toThrow(
      'x/schema.json: the default of it, "b", is not in its enum.',
    );
  });

  it('requires an option that does not exist', () => {
    const schema = { ...withProperty({ type: 'string' }), required: ['that'] };
    expect(() => parseSchema(text(schema), 'x/schema.json')).toThrow('that is required');
  });
});

describe('the options that several schemas have', () => {
  const text: Schema = { type: 'string', description: 'Says it.' };
  const schema = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });

  it('are those of one type, with the description that all of them share, and are optional', async () => {
    const one = { ...schema({ a: text, b: text, c: text, d: text }), required: ['a'] };
    const other = schema({
      a: text,
      b: { ...text, description: 'Other.' },
      c: { ...text, enum: ['x'] },
    });
    const source = await optionsSource(commonSchema([one, other]), 'Common', style);
    expect(source.split('export ')[1]).toBe(`interface Common {
  /** Says it. */
  readonly a?: string;
  readonly b?: string;
}
`);
  });
});

describe('a reference page', () => {
  it('has a row for each option, with | escaped, and the examples', () => {
    const schema: Schema = {
      ...withProperty({ enum: ['a', 'b'], default: 'a' }),
      examples: [{ description: 'Usual:', command: 'nx g pyo3:lib mylib' }],
    };
    const page = referencePage({ title: 'pyo3:lib', description: 'Makes a library.', schema });
    expect(page).toContain('# pyo3:lib\n\nMakes a library.\n');
    expect(page).toContain('| `it` | `"a" \\| "b"` | `"a"` | Says it. |');
    expect(page).toContain('Usual:\n\n```sh\nnx g pyo3:lib mylib\n```');
  });
});

describe('a repository', () => {
  let root: string;
  const place = (file: string, content: object | string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(
      join(root, file),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  };
  const drift = async () => findDrift(root, await expectedOutputs(root), presentOutputs(root));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'codegen-'));
    place('packages/pyo3/src/executors/cargo-test/schema.json', withProperty({ type: 'string' }));
    place('packages/pyo3/executors.json', {
      executors: { 'cargo-test': { description: 'Runs cargo test.' } },
    });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('agrees with its schemas once they are written, and not before', async () => {
    const before = await drift();
    expect(before.map((each) => `${each.kind} ${each.file}`)).toEqual([
      'missing packages/pyo3/src/executors/cargo-test/options.ts',
      'missing docs/reference/executors/cargo-test.md',
      'missing docs/reference/README.md',
    ]);
    repairDrift(root, before);
    expect(await drift()).toEqual([]);
  });

  it('tells which file was edited and what to type', async () => {
    repairDrift(root, await drift());
    place('docs/reference/README.md', 'edited by hand');
    expect(renderDrift(await drift())).toBe(
      'docs/reference/README.md differs from what it is made from\n  → npm run generate',
    );
  });

  it('drops what belongs to no schema any more', async () => {
    place('packages/pyo3/src/generators/gone/options.ts', '// Generated from schema.json');
    place('docs/reference/generators/gone.md', '<!-- Generated from schema.json -->');
    const orphans = (await drift()).filter((each) => each.kind === 'orphan');
    expect(orphans.map((each) => each.file)).toEqual([
      'packages/pyo3/src/generators/gone/options.ts',
      'docs/reference/generators/gone.md',
    ]);
    repairDrift(root, await drift());
    expect(await drift()).toEqual([]);
  });

  it('never removes what a person wrote in the place of generated files', async () => {
    place('docs/reference/notes.md', '# Notes');
    repairDrift(root, await drift());
    expect(renderDrift(await drift())).toContain('docs/reference/notes.md is not generated');
  });

  it('must register each executor', async () => {
    place('packages/pyo3/src/executors/secret/schema.json', withProperty({ type: 'string' }));
    await expect(expectedOutputs(root)).rejects.toThrow(
      'executors.json has no entry "secret". Add one with its description.',
    );
  });
});
