// Runs a script of this repository in a clone where nothing was installed yet.
// Plain JavaScript without dependencies, since it runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [script, ...args] = process.argv.slice(2);

checkNode();
checkGit();
installWhenNeeded();
if (script) run(script, args);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (supported) return;
  fail(
    `Node ${process.versions.node} is too old: this repository needs ^20.19.0 or >=22.12.0.`,
    'install Node 22 from https://nodejs.org or with your version manager, then run this again',
  );
}

function checkGit() {
  if (spawnSync('git', ['--version'], { stdio: 'ignore' }).status === 0) return;
  fail(
    'git was not found on the PATH.',
    'install it from https://git-scm.com, then run this again',
  );
}

/** `npm ci` installs what package-lock.json holds, each package checked by its hash, or nothing. */
function installWhenNeeded() {
  const reason = whatIsMissing();
  if (!reason) return;
  console.log(`${reason}: running npm ci`);
  const { status } = npm(['ci']);
  if (status === 0) return;
  fail(
    'npm ci failed; its messages are above.',
    'check the network and the registry (npm config get registry), then run this again',
  );
}

/** npm's own record of what it installed is compared with the lock: ages change with each checkout. */
function whatIsMissing() {
  const installed = packagesOf(join('node_modules', '.package-lock.json'));
  if (!installed) return 'node_modules is missing or incomplete';
  const stale = Object.entries(packagesOf('package-lock.json') ?? {}).find(
    ([path, wanted]) =>
      path.startsWith('node_modules/') &&
      !wanted.optional &&
      installed[path]?.version !== wanted.version,
  );
  return stale && `${stale[0]} is not the version that package-lock.json names`;
}

function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** Started through npm, `npm_execpath` is npm's own script; that needs no shell, also on Windows. */
function npm(args) {
  const options = { cwd: root, stdio: 'inherit' };
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], options)
    : spawnSync('npm', args, options);
}

/** The child is in our process group: a terminal sends it Ctrl-C itself; a `kill` is passed on. */
function run(script, args) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

function fail(message, hint) {
  console.error(`${message}\n  → ${hint}`);
  process.exit(1);
}
