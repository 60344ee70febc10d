import { execa } from 'execa';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer } from 'verdaccio';
import { registryConfiguration } from './configuration.ts';
import { readUpstream } from './upstream.ts';

/** An npm registry on loopback that lives as long as the process that started it. */
export interface Registry {
  /** With the port that was free when it started, a path that no other run has, and a slash. */
  readonly url: string;
  /** Publishes a tarball as `latest`. Throws what npm printed when it is refused. */
  publish(tarball: string): Promise<void>;
  /** Closes the port and removes all that was published. */
  stop(): Promise<void>;
}

/**
 * Starts an empty registry. It is a server of this very process: when the process ends, however
 * it ends, no server stays behind. What is published is kept in a folder of its own in `parent`.
 */
export async function startRegistry(parent = tmpdir()): Promise<Registry> {
  const storage = await mkdtemp(join(parent, 'pyo3-registry-'));
  const upstream = await readUpstream();
  // npm's cache goes by address, and a later run may get this port again. Not a UUID: npm takes
  // that for a token and refuses to tell its own registry.
  const path = `/run-${randomBytes(6).toString('hex')}/`;
  const server: Server = await runServer(registryConfiguration(storage, path, upstream));
  serveUnder(path, server);
  const port = await listen(server);
  const url = `http://127.0.0.1:${port}${path}`;
  return {
    url,
    publish: (tarball) => publish(tarball, url, storage),
    stop: async () => {
      await close(server);
      await rm(storage, { recursive: true, force: true });
    },
  };
}

/**
 * What an npm, pnpm or npx needs in its environment to install from this registry. Nothing is
 * written to a `.npmrc`, so the user's own settings stay in force.
 */
export function registryEnvironment(url: string): Readonly<Record<string, string>> {
  return {
    npm_config_registry: url,
    // npm refuses to publish without a token, whatever the registry thinks of it.
    [`npm_config_${url.replace('http:', '')}:_authToken`]: 'anonymous',
    NO_PROXY: withLoopback(process.env['NO_PROXY'] ?? process.env['no_proxy']),
    no_proxy: withLoopback(process.env['no_proxy'] ?? process.env['NO_PROXY']),
  };
}

async function publish(tarball: string, url: string, emptyFolder: string): Promise<void> {
  // Outside this repository, whose own package.json would be published otherwise.
  await execa('npm', ['publish', tarball, '--tag', 'latest', '--ignore-scripts'], {
    cwd: emptyFolder,
    env: registryEnvironment(url),
  });
}

/** Verdaccio names the path in what it answers, and leaves it to a proxy to take it off again. */
function serveUnder(path: string, server: Server): void {
  const handlers = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (request.url?.startsWith(path)) request.url = request.url.slice(path.length - 1);
    for (const handle of handlers) handle.call(server, request, response);
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error(`expected a port on loopback, got ${String(address)}`));
      } else {
        resolve(address.port);
      }
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

function withLoopback(noProxy: string | undefined): string {
  return [...new Set(['127.0.0.1', 'localhost', ...(noProxy ?? '').split(',')])]
    .filter((host) => host !== '')
    .join(',');
}
