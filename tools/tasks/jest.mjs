// node tools/tasks/jest.mjs <jest config> <report>: runs the tests as ES modules and leaves jest's
// JSON report, from which tools/tasks/test.ts makes the sum. Further arguments go to jest.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const [config, report, ...rest] = process.argv.slice(2);
mkdirSync(dirname(report), { recursive: true });
// A report of an earlier run must not stand for a run that died.
rmSync(report, { force: true });

// A test that starts Nx in a workspace of its own must not be taken for a part of this run.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('NX_') || name === 'NX_DAEMON'),
);
const args = [
  ...['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'],
  ...['--config', config, '--json', `--outputFile=${resolve(report)}`, ...rest],
];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
process.exitCode = status ?? 1;
