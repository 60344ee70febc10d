import { copyFile, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { registryEnvironment } from '../registry/registry.ts';
import { cleanEnvironment } from './clean-environment.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** A temporary folder with an environment in which nothing of this repository is visible. */
export interface Sandbox {
  readonly folder: string;
  /** Opened in `folder`. */
  readonly terminal: Terminal;
  remove(): Promise<void>;
}

export interface SandboxSettings {
  /** Where its folder is made; the system's temporary folder when not given. */
  readonly parent?: string;
  /** Of its folder, which must not exist; another one each time when not given. */
  readonly name?: string;
  readonly registryUrl: string;
  /** Paths of programs to put on PATH, apart from the folders that they are in. */
  readonly programs?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly onCommand?: (command: string) => void;
  readonly echo?: boolean;
}

/** Makes a sandbox; two of them share only the caches of npm, cargo, pip and uv. */
export async function makeSandbox(settings: SandboxSettings): Promise<Sandbox> {
  // Real path: on macOS the temporary folder is a link, and Nx resolves links.
  const root = await realpath(await makeRoot(settings.parent ?? tmpdir(), settings.name));
  const folder = join(root, 'work');
  const bin = join(root, 'bin');
  await mkdir(folder);
  await mkdir(bin);
  for (const program of settings.programs ?? []) await place(program, bin);
  const inherited = cleanEnvironment(process.env);
  return {
    folder,
    terminal: openTerminal({
      folder,
      environment: {
        ...inherited,
        PATH: [bin, inherited['PATH']].join(delimiter),
        ...registryEnvironment(settings.registryUrl),
        ...quietNx(join(root, 'nx-cache')),
        ...GIT_IDENTITY,
        ...settings.environment,
      },
      onCommand: settings.onCommand ?? (() => undefined),
      echo: settings.echo ?? false,
    }),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

async function makeRoot(parent: string, name: string | undefined): Promise<string> {
  if (name === undefined) return mkdtemp(join(parent, 'pyo3-sandbox-'));
  await mkdir(join(parent, name));
  return join(parent, name);
}

const GIT_IDENTITY = {
  GIT_AUTHOR_NAME: 'A user',
  GIT_AUTHOR_EMAIL: 'user@example.com',
  GIT_COMMITTER_NAME: 'A user',
  GIT_COMMITTER_EMAIL: 'user@example.com',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

function quietNx(cache: string): Readonly<Record<string, string>> {
  return {
    NX_DAEMON: 'false',
    NX_CACHE_DIRECTORY: cache,
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    npm_config_yes: 'true',
    npm_config_loglevel: 'error',
    // The address of the registry is new in each run, so nothing old is ever taken for new.
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
  };
}

async function place(program: string, bin: string): Promise<void> {
  const target = join(bin, basename(program));
  await (process.platform === 'win32' ? copyFile(program, target) : symlink(program, target));
}
