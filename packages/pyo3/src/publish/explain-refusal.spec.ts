import { expect, it } from '@jest/globals';
import { uploadFailed } from './explain-refusal.ts';

/** As uv 0.13, cargo 1.95 and twine 7 print them. */
it.each([
  [
    'error: Server returned status code 403 Forbidden. Server says: no',
    'refused the credentials (status 403)',
  ],
  ['HTTPError: 401 Unauthorized from https://x/', 'refused the credentials (status 401)'],
  ['error: Missing credentials for: https://x/', 'there are no credentials'],
  ['error: no token found for `own`, please run `cargo login`', 'there are no credentials'],
  ['failed to get a 200 OK response, got 429', 'limits the number of uploads (status 429)'],
  [
    'the remote server responded with an error (status 503 Service Unavailable): down',
    'has a problem (status 503)',
  ],
  ['HTTPError: 400 Bad Request from https://x/', 'refused it (status 400)'],
  ['HTTPError: 400 File already exists', 'has it already'],
  ['error sending request: connection reset by peer', 'the connection failed'],
  [
    'error: Failed to obtain token for trusted publishing\n  cause: Server returned error code 422 Unprocessable Entity',
    'the index did not exchange the identity of this job for a token (status 422)',
  ],
  [
    'error: Failed to obtain token for trusted publishing\n  cause: Failed to discover OIDC token\n  cause: HTTP status client error (401 Unauthorized) for url',
    'this job has no identity that can be exchanged (status 401)',
  ],
  ['something else', 'the tool failed'],
])('explains %j', (output, reason) => {
  const { message, hint } = uploadFailed({
    what: 'a 0.1.0',
    label: 'own',
    credentials: 'X',
    output,
  });
  expect(message).toContain('a 0.1.0 could not be published to own: ');
  expect(message).toContain(reason);
  expect(hint).toBeDefined();
});
