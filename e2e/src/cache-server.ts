import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What the server tells apart: a token that may store, one that may only read, any other. */
export const WRITE_TOKEN = 'may-write';
export const READ_TOKEN = 'may-read';

/** Nx's self-hosted remote cache on loopback: `GET` and `PUT /v1/cache/<hash>`. */
export interface CacheServer {
  readonly url: string;
  /** What was stored, by hash: gzipped tar archives. A test may put other bytes there. */
  readonly entries: Map<string, Buffer>;
  /** All requests since the start: method, hash, and the status of the answer. */
  readonly requests: readonly CacheRequest[];
  /** How many bytes of an entry are sent before the connection is cut; all of them at first. */
  sendAtMost: number;
  stop(): Promise<void>;
}

export interface CacheRequest {
  readonly method: string;
  readonly hash: string;
  readonly status: number;
}

/** Starts an empty server, at `port` when one is given. */
export async function startCacheServer(port = 0): Promise<CacheServer> {
  const entries = new Map<string, Buffer>();
  const requests: CacheRequest[] = [];
  const server = createServer((request, response) => {
    void answer(request, response).then((status) =>
      requests.push({ method: request.method ?? '', hash: hashOf(request), status }),
    );
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<number> {
    const body = await buffer(request);
    const hash = hashOf(request);
    const status = statusOf(request, entries);
    const entry = status === 200 && request.method === 'GET' ? entries.get(hash) : undefined;
    if (status === 200 && request.method === 'PUT') entries.set(hash, body);
    const content = entry ?? Buffer.from(TEXTS[status] ?? '');
    response.writeHead(status, {
      'content-type': entry === undefined ? 'text/plain' : 'application/octet-stream',
      'content-length': content.length,
    });
    if (entry !== undefined && entry.length > running.sendAtMost) {
      response.write(entry.subarray(0, running.sendAtMost), () => response.destroy());
    } else {
      response.end(content);
    }
    return status;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port on loopback');
  const running: CacheServer = {
    url: `http://127.0.0.1:${address.port}`,
    entries,
    requests,
    sendAtMost: Infinity,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return running;
}

/** The variables by which Nx is told of the server. */
export function cacheVariables(url: string, token: string): Readonly<Record<string, string>> {
  return {
    NX_SELF_HOSTED_REMOTE_CACHE_SERVER: url,
    NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
  };
}

const TEXTS: Readonly<Record<number, string>> = {
  401: 'Missing or invalid authentication token.',
  403: 'Access forbidden.',
  404: 'The record was not found.',
  409: 'Cannot override an existing record.',
};

/** Statuses of Nx's OpenAPI description of the contract. */
function statusOf(request: IncomingMessage, entries: ReadonlyMap<string, Buffer>): number {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (![WRITE_TOKEN, READ_TOKEN].includes(token)) return 401;
  const isKnown = entries.has(hashOf(request));
  if (request.method === 'GET') return isKnown ? 200 : 404;
  if (token === READ_TOKEN) return 403;
  return isKnown ? 409 : 200;
}

function hashOf({ url = '' }: IncomingMessage): string {
  return url.replace(/^\/v1\/cache\//, '');
}
