import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** What happens to the next upload or exchange, in place of what should. */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  /** The connection is reset before anything is stored, or after: the client cannot tell. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** No answer comes until the client has gone; what was sent is stored or not. */
  | { readonly kind: 'stall'; readonly when: 'before' | 'after' };

export interface Upload {
  readonly body: Buffer;
  readonly authorization: string;
}

export interface FaultyServer {
  readonly url: string;
  /** Names of the stored files, each time that one was stored. */
  readonly stored: readonly string[];
  /** Uploads that reached the server, failed ones included. */
  readonly uploads: readonly Upload[];
  /** The next uploads and exchanges fail so, one after another. */
  readonly failWith: (...faults: readonly Fault[]) => void;
  /** Resolves when the next request meets its fault. */
  readonly nextFault: () => Promise<void>;
  /** Ends the connections of stalled uploads, as when the client's machine is switched off. */
  readonly dropStalled: () => void;
  readonly stop: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body: string | Buffer;
}

/** The part of a server that its protocol decides. */
export interface Protocol {
  readonly isUpload: (request: IncomingMessage) => boolean;
  /** Stores an upload; `stored` is its file, absent where it was refused. */
  readonly store: (
    upload: Upload,
    headers: IncomingMessage['headers'],
  ) => Answer & { readonly stored?: string };
  readonly answer: (path: string, url: string) => Answer | undefined;
  /** Other requests, for which the path is not enough; `undefined` for those that it does not know. */
  readonly exchange?: (request: Exchange) => (() => Answer) | undefined;
}

export interface Exchange extends Upload {
  readonly path: string;
}

/** PEM of the server and of its key. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Starts a server on loopback whose uploads and exchanges can be made to fail. */
export async function startFaultyServer(
  protocol: Protocol,
  certificate?: Certificate,
): Promise<FaultyServer> {
  const stored: string[] = [];
  const uploads: Upload[] = [];
  const faults: Fault[] = [];
  const stalled: Socket[] = [];
  let waiting: (() => void)[] = [];
  let url = '';

  const receive = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const upload = { body, authorization: request.headers.authorization ?? '' };
    uploads.push(upload);
    meet(request, response, () => {
      const answer = protocol.store(upload, request.headers);
      if (answer.stored !== undefined) stored.push(answer.stored);
      return answer;
    });
  };

  /** Answers with what `keep` makes of the request, or as the next fault has it. */
  const meet = (request: IncomingMessage, response: ServerResponse, keep: () => Answer) => {
    const fault = faults.shift();
    if (fault === undefined || fault.kind === 'none') {
      send(response, keep());
      return;
    }
    if (fault.kind === 'status') send(response, { status: fault.status, body: fault.body ?? '' });
    else {
      if (fault.when === 'after') keep();
      // A connection behind TLS can only be closed.
      if (fault.kind === 'reset' && certificate === undefined) request.socket.resetAndDestroy();
      else if (fault.kind === 'reset') request.socket.destroy();
      else stalled.push(request.socket);
    }
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const path = request.url ?? '/';
      const authorization = request.headers.authorization ?? '';
      const exchanged = protocol.exchange?.({ path, body, authorization });
      if (exchanged !== undefined) meet(request, response, exchanged);
      else if (protocol.isUpload(request)) receive(request, response, body);
      else send(response, protocol.answer(path, url) ?? { status: 404, body: '' });
    });
  };
  const server =
    certificate === undefined
      ? createServer(handle)
      : createTlsServer({ cert: certificate.cert, key: certificate.key }, handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    stored,
    uploads,
    failWith: (...more) => void faults.splice(0, faults.length, ...more),
    nextFault: () => new Promise((resolve) => waiting.push(resolve)),
    dropStalled: () => {
      for (const socket of stalled.splice(0)) socket.destroy();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, type = 'text/plain', body }: Answer): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
