import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A generated file that is not as it should be. `text` is what it should hold, if it should exist. */
export interface Drift {
  readonly file: string;
  readonly kind: 'missing' | 'differs' | 'orphan' | 'stray';
  readonly text?: string;
}

/** Compares the wanted texts with the files under `root`; `present` are the generated files there. */
export function findDrift(
  root: string,
  expected: ReadonlyMap<string, string>,
  present: readonly string[],
): readonly Drift[] {
  const wanted = [...expected].flatMap(([file, text]): readonly Drift[] => {
    if (!existsSync(join(root, file))) return [{ file, kind: 'missing', text }];
    const same = readFileSync(join(root, file), 'utf8') === text;
    return same ? [] : [{ file, kind: 'differs', text }];
  });
  const orphans = present
    .filter((file) => !expected.has(file))
    .map((file): Drift => ({ file, kind: isGenerated(root, file) ? 'orphan' : 'stray' }));
  return [...wanted, ...orphans];
}

function isGenerated(root: string, file: string): boolean {
  return readFileSync(join(root, file), 'utf8')
    .slice(0, 100)
    .includes('Generated from schema.json');
}

/** Makes the files under `root` what they should be. What a person wrote is never removed. */
export function repairDrift(root: string, drifts: readonly Drift[]): void {
  for (const drift of drifts) {
    const file = join(root, drift.file);
    if (drift.kind === 'stray') continue;
    if (drift.text === undefined) {
      rmSync(file);
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, drift.text);
    }
  }
}

/** One line for each file, then the command that repairs them. */
export function renderDrift(drifts: readonly Drift[]): string {
  const reason = {
    missing: 'is missing',
    differs: 'differs from what it is made from',
    orphan: 'belongs to no schema.json',
    stray: 'is not generated and belongs elsewhere; move or remove it',
  } as const;
  const lines = drifts.map((drift) => `${drift.file} ${reason[drift.kind]}`);
  return [...lines, '  → npm run generate'].join('\n');
}
