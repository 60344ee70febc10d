import { startRegistry } from '../registry/registry.ts';
import { makeSandbox } from '../workspace/sandbox.ts';
import { pluginTarball } from '../workspace/tarball.ts';
import { CommandFailed, endRunningCommands } from '../workspace/terminal.ts';
import { narrate } from './narrator.ts';
import { missingRequirements } from './requirements.ts';
import { STEPS } from './steps.ts';

const undo: (() => Promise<void>)[] = [];
let interrupted = false;

async function demo(keep: boolean): Promise<void> {
  const narrator = narrate(STEPS.length + 1, console.log);

  narrator.step('Pack the plugin and publish it to a registry on loopback');
  narrator.command('npm run pack');
  const tarball = await pluginTarball();
  const registry = await startRegistry();
  undo.push(registry.stop);
  narrator.command(`npm publish ${tarball} --registry ${registry.url}`);
  await registry.publish(tarball);

  const sandbox = await makeSandbox({
    registryUrl: registry.url,
    environment: process.stdout.isTTY ? { FORCE_COLOR: '1' } : {},
  });
  if (keep) undo.push(() => tell(`Kept: ${sandbox.folder}`));
  else undo.push(sandbox.remove);
  const missing = await missingRequirements(sandbox.terminal);
  if (missing.length > 0) throw new Error(missing.join('\n'));

  const terminal = sandbox.terminal.with({ onCommand: narrator.command, echo: true });
  for (const { title, play } of STEPS) {
    narrator.step(title);
    await play({ terminal, remark: narrator.remark });
  }
}

async function tell(text: string): Promise<void> {
  console.log(text);
}

/** Undoes what was begun, the latest first, whatever became of it. */
async function cleanUp(): Promise<void> {
  await endRunningCommands();
  for (const step of undo.splice(0).reverse()) await step();
}

function interrupt(exitCode: number): void {
  if (interrupted) return;
  interrupted = true;
  console.log('\nInterrupted; cleaning up.');
  void cleanUp().finally(() => process.exit(exitCode));
}

function explain(error: unknown): string {
  // The output of the command has already been seen.
  if (error instanceof CommandFailed) return error.message.split('\n', 1).join('');
  return error instanceof Error ? error.message : String(error);
}

process.on('SIGINT', () => interrupt(130));
process.on('SIGTERM', () => interrupt(143));

const started = performance.now();
demo(process.argv.includes('--keep'))
  .then(cleanUp)
  .then(() => {
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`\nDone in ${seconds} s; everything that was made has been removed.`);
  })
  .catch(async (error: unknown) => {
    if (interrupted) return;
    console.error(`\nThe demonstration stopped: ${explain(error)}`);
    await cleanUp();
    process.exitCode = 1;
  });
