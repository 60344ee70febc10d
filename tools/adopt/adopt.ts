/**
 * Adds the plugin to a copy of a repository, runs the repository's own commands and the targets, and
 * prints one row that compares them: `npm run adopt -- <checkout>`.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureTestEnvironment } from '../python/test-env.ts';
import { startRegistry } from '../registry/registry.ts';
import { makeSandbox, type Sandbox } from '../workspace/sandbox.ts';
import { pluginTarball } from '../workspace/tarball.ts';
import { endRunningCommands } from '../workspace/terminal.ts';
import { readArguments, type Arguments } from './arguments.ts';
import { compare } from './compare.ts';
import { renderTable } from './table.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const undo: (() => Promise<void>)[] = [];

const ONE_HOUR = 3_600_000;

async function adopt({ checkout, nx, keep, only, commands }: Arguments): Promise<void> {
  const repository = resolve(process.env['INIT_CWD'] ?? '.', checkout);
  if (!existsSync(repository)) throw new Error(`${repository} does not exist.`);
  const environment = await ensureTestEnvironment(ROOT);
  const registry = await startRegistry();
  undo.push(registry.stop);
  await registry.publish(await pluginTarball());
  const sandbox = await makeSandbox({
    registryUrl: registry.url,
    programs: uvOf(environment),
    onCommand: (command) => console.log(`$ ${command}`),
  });
  undo.push(() => leave(sandbox, keep));
  const terminal = sandbox.terminal.with({ limit: ONE_HOUR });
  const row = await compare(terminal, { repository, nx, only, commands });
  console.log(`\n${renderTable([row])}`);
}

/** The test environment's, whose version is known. */
function uvOf(environment: string): readonly string[] {
  const [folder, ending] = process.platform === 'win32' ? ['Scripts', '.exe'] : ['bin', ''];
  return ['uv', 'uvx'].map((name) => resolve(environment, folder, `${name}${ending}`));
}

async function leave(sandbox: Sandbox, keep: boolean): Promise<void> {
  if (keep) console.log(`\nKept, with the output of each command in logs: ${sandbox.folder}`);
  else await sandbox.remove();
}

async function cleanUp(): Promise<void> {
  await endRunningCommands();
  for (const step of undo.splice(0).reverse()) await step();
}

process.on('SIGINT', () => void cleanUp().finally(() => process.exit(130)));
process.on('SIGTERM', () => void cleanUp().finally(() => process.exit(143)));

Promise.resolve()
  .then(() => adopt(readArguments(process.argv.slice(2))))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  })
  .finally(cleanUp);
