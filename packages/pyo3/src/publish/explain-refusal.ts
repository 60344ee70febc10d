import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

export interface FailedUpload {
  /** `a 0.2.0`. */
  readonly what: string;
  /** Where to, as it is shown. */
  readonly label: string;
  /** The variables that the tool takes credentials from, as a phrase. */
  readonly credentials: string;
  readonly output: string;
}

const again = 'Run the same command again; what was uploaded is skipped.';

/** The error for an upload that failed, by what the tool printed. The words of the server stand above it. */
export function uploadFailed({ what, label, credentials, output }: FailedUpload): Pyo3Error {
  const status = statusIn(output);
  const exchange = /Failed to obtain token for trusted publishing/.test(output);
  const error = (reason: string, hint: string) =>
    new Pyo3Error({
      code: 'publish-failed',
      message: `${what} could not be published to ${label}: ${reason}.`,
      hint,
    });
  if (/missing credentials|no token found|please run `cargo login`/i.test(output)) {
    return error('there are no credentials', `Set ${credentials}. ${again}`);
  }
  if (exchange && /Failed to discover OIDC token/.test(output)) {
    return error(
      `this job has no identity that can be exchanged${status === undefined ? '' : ` (status ${String(status)})`}`,
      `Give the job \`permissions: id-token: write\`. ${again}`,
    );
  }
  if (exchange && status !== undefined) {
    const isLater = status === 429 || status >= 500;
    return error(
      `the index did not exchange the identity of this job for a token (status ${String(status)})`,
      isLater
        ? `Wait a while. ${again}`
        : `Check the trusted publisher on the index: it must name this repository, workflow and environment. ${again}`,
    );
  }
  if (status === 401 || status === 403) {
    return error(
      `the index refused the credentials (status ${String(status)})`,
      `Check ${credentials}: the token must be valid, for this index, and allowed to upload this project. ${again}`,
    );
  }
  if (status === 409 || /already (exists|uploaded)|file already/i.test(output)) {
    return error(
      'the index has it already, and would not replace it',
      'Check `checkUrl`: it must be the root of the simple API of the same index. If the files differ, release another version.',
    );
  }
  if (status === 429) {
    return error('the index limits the number of uploads (status 429)', `Wait a while. ${again}`);
  }
  if (status !== undefined && status >= 500) {
    return error(`the index has a problem (status ${String(status)})`, `Wait a while. ${again}`);
  }
  if (status !== undefined) {
    return error(
      `the index refused it (status ${String(status)})`,
      'Correct what the index says above, and build again. A version that the index has in part needs another version.',
    );
  }
  if (/reset|refused|timed? ?out|error sending|dns|unreachable|broken pipe/i.test(output)) {
    return error('the connection failed', `Check the network. ${again}`);
  }
  return error('the tool failed', again);
}

/** As uv, cargo and twine write it. */
function statusIn(output: string): number | undefined {
  const [, status] =
    /(?:status code|status client error \(|error code|\(status|HTTPError:|failed to get a 200 OK response, got) ?(\d{3})/i.exec(
      output,
    ) ?? [];
  return status === undefined ? undefined : Number(status);
}
