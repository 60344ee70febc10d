import { join } from 'node:path';
import { findDrift, renderDrift, repairDrift } from './drift.ts';
import { expectedOutputs, presentOutputs } from './outputs.ts';
import { SchemaError } from './schema.ts';

/** Writes (`--write`) or compares (`--check`) what is generated from the `schema.json` files. */
async function main(mode: string | undefined): Promise<number> {
  if (mode !== '--write' && mode !== '--check') {
    console.error('tools/codegen/main.ts needs --write or --check.\n  → npm run generate');
    return 2;
  }
  const root = join(import.meta.dirname, '..', '..');
  const expected = await expectedOutputs(root);
  const drifts = findDrift(root, expected, presentOutputs(root));
  if (mode === '--write') {
    repairDrift(root, drifts);
    const done = { missing: 'wrote', differs: 'wrote', orphan: 'removed', stray: 'left' } as const;
    for (const drift of drifts) console.log(`${done[drift.kind]} ${drift.file}`);
    console.log(`${expected.size} generated files, ${drifts.length} changed`);
    return 0;
  }
  if (drifts.length > 0) {
    console.error(renderDrift(drifts));
    return 1;
  }
  console.log(`${expected.size} generated files agree with their schema.json`);
  return 0;
}

main(process.argv[2]).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof SchemaError ? error.message : error);
    process.exitCode = 1;
  },
);
