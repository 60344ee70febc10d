import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { endProcessTree } from '../workspace/process-tree.ts';
import { freePort, isAnswered } from './loopback.ts';

/** A package index that others wrote, on loopback. */
export interface PypiServer {
  /** The root of the simple API. */
  readonly simple: string;
  /** Where files are uploaded to. */
  readonly upload: string;
  /** The folder of the files that it has. */
  readonly files: string;
  stop(): Promise<void>;
}

/**
 * Starts pypiserver, which uv fetches from PyPI, for one user.
 *
 * @throws Error when it does not answer within a minute.
 */
export async function startPypiServer(
  uv: string,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<PypiServer> {
  const folder = await mkdtemp(join(tmpdir(), 'pyo3-pypiserver-'));
  const files = await mkdtemp(join(folder, 'files-'));
  // A line of Apache's htpasswd, which passlib reads.
  const digest = createHash('sha1').update(password).digest('base64');
  await writeFile(join(folder, 'htpasswd'), `${user}:{SHA}${digest}\n`);
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}/`;
  const server = execa(
    uv,
    [
      ...['tool', 'run', '--from', 'pypiserver==2.4.2', '--with', 'passlib==1.7.4', 'pypi-server'],
      ...['run', '-i', '127.0.0.1', '-p', port, '-P', join(folder, 'htpasswd'), '-a', 'update'],
      ...['--disable-fallback', '--hash-algo', 'sha256', files],
    ],
    { reject: false, stdin: 'ignore', all: true },
  );
  const stop = async () => {
    if (server.pid !== undefined) await endProcessTree(server.pid);
    await server;
    await rm(folder, { recursive: true, force: true });
  };
  if (await isAnswered(`${url}simple/`))
    return { simple: `${url}simple/`, upload: url, files, stop };
  await stop();
  throw new Error(`pypiserver did not start:\n${(await server).all}`);
}
