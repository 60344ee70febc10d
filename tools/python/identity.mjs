// Prints what the results of tests with real tools depend on, as an input of Nx's `runtime` kind.
// Plain JavaScript, since it runs at every command.
import { spawnSync } from 'node:child_process';

const version = (program, args) =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout?.trim() ?? 'missing';
const python = process.platform === 'win32' ? 'python' : 'python3';

console.log(process.platform, process.arch, process.version);
console.log(version('rustc', ['-vV']));
console.log(version(python, ['-VV']));
