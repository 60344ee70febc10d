/**
 * The `runtime` input of cached targets: prints the fingerprint of the machine for the workspace in
 * the current folder, with `distribution` as argument the one of wheels and sdists. A missing tool is
 * part of the answer, not an error.
 */
import { diskReader } from '../files/disk.ts';
import { askIn, type Ask } from '../process/ask.ts';
import { fingerprint } from './fingerprint.ts';
import { workspaceEnvironment } from './workspace-environment.ts';

const env = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);
void print();

async function print(): Promise<void> {
  const root = process.cwd();
  const scope = process.argv[2] === 'distribution' ? 'distribution' : 'task';
  const ask = askIn(root, env);
  const planned = scope === 'distribution' ? await maturinToCome(root, ask) : undefined;
  process.stdout.write(`${fingerprint(root, env, scope, ask, planned)}\n`);
}

/** What reads manifests is loaded only here: it takes as long as all the rest. */
async function maturinToCome(root: string, ask: Ask): Promise<string | undefined> {
  if (workspaceEnvironment(root, env).kind !== 'none') return undefined;
  const { plannedMaturin } = await import('./planned-maturin.ts');
  return plannedMaturin(diskReader(root), env, ask);
}
