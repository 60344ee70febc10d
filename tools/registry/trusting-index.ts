import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import {
  startFaultyServer,
  type Answer,
  type Exchange,
  type FaultyServer,
} from './faulty-server.ts';
import { pythonIndex } from './python-index.ts';

/** An index that trusts publishers, and the service that identifies them, behind TLS. */
export interface TrustingIndex extends FaultyServer {
  /** What was asked for in the exchange of tokens, in order. */
  readonly exchanged: readonly string[];
  /** The tokens that were minted; one that was burnt is not valid any more. */
  readonly minted: readonly string[];
  /** What GitHub sets in a job with `id-token: write`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A certificate of an authority that only the test knows; trustme makes both, and uv fetches it. */
export interface Authority {
  readonly cert: string;
  readonly key: string;
  /** The file with the authority's certificate. */
  readonly file: string;
}

export async function makeAuthority(uv: string, parent: string): Promise<Authority> {
  const folder = await mkdtemp(join(parent, 'authority-'));
  const trustme = ['tool', 'run', '--from', 'trustme==1.2.1', 'python', '-m', 'trustme'];
  await execa(uv, [...trustme, '--quiet', '--dir', folder, '--identities', '127.0.0.1']);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return {
    cert: await read('server.pem'),
    key: await read('server.key'),
    file: join(folder, 'client.pem'),
  };
}

/**
 * The exchange of PyPI and GitHub (docs.pypi.org, "Trusted Publishers"): audience, identity, token, and the
 * end of the token. Uploads need a token that was minted here.
 */
export async function startTrustingIndex({ cert, key }: Authority): Promise<TrustingIndex> {
  const index = pythonIndex('json');
  const exchanged: string[] = [];
  const minted: string[] = [];
  const valid = new Set<string>();
  const identity = 'identity-of-the-job-5d1c';
  const request = 'request-token-of-the-job-9a7e';
  const json = (body: object, status = 200) => ({
    status,
    type: 'application/json',
    body: JSON.stringify(body),
  });
  const answerTo = (name: string, { path, body, authorization }: Exchange): Answer => {
    if (name === 'audience') return json({ audience: 'loopback' });
    if (name === 'identity') {
      const isKnown = authorization === `Bearer ${request}`;
      if (!isKnown || !path.includes('audience=loopback')) return json({}, 401);
      return json({ value: identity });
    }
    const { token } = JSON.parse(body.toString()) as { readonly token: string };
    if (name === 'burn-token') {
      valid.delete(token);
      return json({});
    }
    if (token !== identity) return json({ message: 'invalid' }, 422);
    const one = `pypi-minted-${String(minted.length)}-c04f`;
    minted.push(one);
    valid.add(one);
    return json({ success: true, token: one });
  };
  const server = await startFaultyServer(
    {
      ...index,
      isUpload: ({ method, url }) => method === 'POST' && url === '/legacy/',
      store: (upload, headers) => {
        const [user, token = ''] = Buffer.from(upload.authorization.replace('Basic ', ''), 'base64')
          .toString()
          .split(':');
        if (user !== '__token__' || !valid.has(token)) {
          return { status: 403, body: `no access with ${token}` };
        }
        return index.store(upload, headers);
      },
      exchange: ({ path, body, authorization }) => {
        const name = /^\/(?:_\/oidc\/)?(audience|identity|mint-token|burn-token)\b/.exec(path)?.[1];
        if (name === undefined) return undefined;
        exchanged.push(name);
        return () => answerTo(name, { path, body, authorization });
      },
    },
    { cert, key },
  );
  return {
    ...server,
    exchanged,
    minted,
    variables: {
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/identity?job=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: request,
    },
  };
}
