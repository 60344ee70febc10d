import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { endProcessTree } from '../workspace/process-tree.ts';
import { freePort, isAnswered } from './loopback.ts';

/** A package index with PEP 691's JSON, which refuses other bytes under the same name. */
export interface Devpi {
  readonly simple: string;
  readonly upload: string;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

/**
 * Starts devpi, which uv fetches from PyPI, with an empty index. That takes half a minute.
 *
 * @throws Error when it does not answer within two minutes.
 */
export async function startDevpi(uv: string): Promise<Devpi> {
  const folder = await mkdtemp(join(tmpdir(), 'pyo3-devpi-'));
  const [user, password] = ['root', 'hunter2-7f3a9c51'];
  const tool = ['tool', 'run', '--from', 'devpi-server==6.20.3'];
  const own = ['--serverdir', join(folder, 'data')];
  await execa(uv, [...tool, 'devpi-init', ...own, '--root-passwd', password]);
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const listen = ['--offline-mode', '--host', '127.0.0.1', '--port', port];
  const server = execa(uv, [...tool, 'devpi-server', ...own, ...listen], {
    reject: false,
    stdin: 'ignore',
    all: true,
  });
  const stop = async () => {
    if (server.pid !== undefined) await endProcessTree(server.pid);
    await server;
    await rm(folder, { recursive: true, force: true });
  };
  if (!(await isAnswered(`${url}/+api`, 120))) {
    await stop();
    throw new Error(`devpi did not start:\n${(await server).all}`);
  }
  const ask = async (path: string, method: string, body: object, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)}`);
    return (await response.json()) as { readonly result: { readonly password?: string } };
  };
  const { result } = await ask('/+login', 'POST', { user, password });
  const login = Buffer.from(`${user}:${result.password ?? ''}`).toString('base64');
  const index = { type: 'stage', bases: [], volatile: false };
  await ask('/root/test', 'PUT', index, { 'x-devpi-auth': login });
  return { simple: `${url}/root/test/+simple/`, upload: `${url}/root/test/`, user, password, stop };
}
