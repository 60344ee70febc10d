import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { netrcCredentials } from './netrc.ts';
import { hasPassword, shownUrl } from './redact.ts';

export interface Page {
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly text: string;
}

export interface LookUp {
  readonly accept?: string;
  /** The value of `Authorization`, for an index that refuses to answer without it. */
  readonly authorization?: string;
}

/**
 * Reads a page of an index. Credentials are sent only after an answer without them: some private indexes
 * answer 404. Where none are given, those of netrc are sent to an index that asks, as uv and pip do.
 *
 * @returns `undefined` where there is no such page.
 * @throws Pyo3Error `index-unreachable`.
 */
export async function lookUp(address: string, request: LookUp = {}): Promise<Page | undefined> {
  const { plain, authorization: given = request.authorization } = withoutUserinfo(address);
  const first = await get(plain, request.accept);
  const isRefused = first.status === 401 || first.status === 403;
  const authorization = given ?? (isRefused ? netrcAuthorization(plain) : undefined);
  const response =
    (isRefused || first.status === 404) && authorization !== undefined
      ? await get(plain, request.accept, authorization)
      : first;
  if (response.status === 404 || response.status === 410 || response.status === 451)
    return undefined;
  if (!response.ok) throw unreachable(address, `it answers ${String(response.status)}`);
  const body = new Uint8Array(await bodyOf(address, response));
  return {
    contentType: response.headers.get('content-type') ?? '',
    body,
    text: new TextDecoder().decode(body),
  };
}

/** HTTP's basic authentication. */
export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function netrcAuthorization(address: string): string | undefined {
  const found = netrcCredentials(new URL(address).hostname, process.env);
  return found && basicAuthorization(found.user, found.password);
}

const timeoutMs = 60_000;

async function get(address: string, accept = '*/*', authorization?: string): Promise<Response> {
  try {
    return await fetch(address, {
      headers: { accept, ...(authorization === undefined ? {} : { authorization }) },
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw unreachable(address, reasonOf(error), error);
  }
}

async function bodyOf(address: string, response: Response): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer();
  } catch (error) {
    throw unreachable(address, reasonOf(error), error);
  }
}

/** `fetch` refuses an address with user and password. */
function withoutUserinfo(address: string): {
  readonly plain: string;
  readonly authorization?: string;
} {
  if (!hasPassword(address)) return { plain: address };
  const { username, password } = new URL(address);
  return {
    plain: shownUrl(address),
    authorization: basicAuthorization(decodeURIComponent(username), decodeURIComponent(password)),
  };
}

function reasonOf(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  const { code, message } = cause as { readonly code?: string; readonly message?: string };
  return code ?? message ?? 'the connection failed';
}

function unreachable(address: string, reason: string, cause?: unknown): Pyo3Error {
  return new Pyo3Error({
    code: 'index-unreachable',
    message: `The index at ${shownUrl(address)} could not be read: ${reason}.`,
    hint: 'Check the address and the network, then run the same command again. Behind a proxy, set NODE_USE_ENV_PROXY=1 with Node 24 or later.',
    ...(cause === undefined ? {} : { cause }),
  });
}
