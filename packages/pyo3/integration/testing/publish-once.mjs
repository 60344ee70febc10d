// Runs the publishing executor of the plugin once, as Nx does, without the second that Nx takes.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { plugin, options, context } = JSON.parse(process.argv[2]);
const file = join(plugin, 'dist/executors/release-publish/executor.js');
const { default: executor } = await import(pathToFileURL(file).href);
const { success } = await executor(options, context);
process.exitCode = success ? 0 : 1;
