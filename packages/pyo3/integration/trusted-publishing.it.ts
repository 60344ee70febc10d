import { beforeAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { execa } from 'execa';
import {
  makeAuthority,
  startTrustingIndex,
  type Authority,
  type TrustingIndex,
} from '../../../tools/registry/trusting-index.ts';
import type { Fault } from '../../../tools/registry/faulty-server.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { startPublishing } from './testing/publishing.ts';
import { toolchain } from './testing/toolchain.ts';
import { runFolder, workspaceOf, type Workspace } from './testing/workspace.ts';

const wheel = 'plain-0.1.0-py3-none-any.whl';
const sdist = 'plain-0.1.0.tar.gz';
const files = {
  'package.json': '{ "private": true }\n',
  'plain/pyproject.toml':
    '[build-system]\nrequires = ["uv_build>=0.9,<1"]\nbuild-backend = "uv_build"\n[project]\nname = "plain"\nversion = "0.1.0"\n',
  'plain/src/plain/__init__.py': '',
};
const none: Fault = { kind: 'none' };
const exchange = ['audience', 'identity', 'mint-token', 'burn-token'];

describeWithTools('publishing as a trusted publisher', () => {
  let workspace: Workspace;
  let authority: Authority;
  let index: TrustingIndex;

  const start = (variables: Readonly<Record<string, string>> = {}) =>
    startPublishing(workspace, 'plain', {
      root: 'plain',
      options: {
        publishUrl: `${index.url}/legacy/`,
        checkUrl: `${index.url}/simple/`,
        trustedPublishing: 'always',
      },
      variables: {
        ...index.variables,
        // Of uv and of Node.
        SSL_CERT_FILE: authority.file,
        NODE_EXTRA_CA_CERTS: authority.file,
        ...variables,
      },
    });
  const publish = async (variables: Readonly<Record<string, string>> = {}) => {
    const { exitCode, all } = await start(variables);
    for (const secret of [...index.minted, ...secretsOf(index)]) expect(all).not.toContain(secret);
    expect(all).not.toContain('add-mask');
    return { exitCode, output: all };
  };

  beforeAll(async () => {
    authority = await makeAuthority(toolchain().uv, runFolder());
    workspace = await workspaceOf('trusted-publishing', async (root) => {
      await execa('git', ['init', '--quiet', root]);
    });
    for (const [file, text] of Object.entries(files)) await workspace.write(file, text);
    const build = ['build', '--quiet', '--out-dir', workspace.path('plain/dist'), 'plain'];
    await execa(toolchain().uv, build, { cwd: workspace.root });
  });
  beforeEach(async () => {
    index = await startTrustingIndex(authority);
  });
  afterEach(() => index.stop());

  it('exchanges the identity of the job for a token, uploads with it, and ends it', async () => {
    const { exitCode, output } = await publish();
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain(`plain 0.1.0: 2 files uploaded to ${index.url}/legacy/`);
    expect(index.exchanged).toEqual(exchange);
    expect(index.stored).toHaveLength(2);
  });

  it.each<readonly [string, Fault, string]>([
    [
      'is not known',
      { kind: 'status', status: 422 },
      'the index did not exchange the identity of this job for a token (status 422)',
    ],
    ['is refused', { kind: 'status', status: 403 }, 'for a token (status 403)'],
    ['is limited', { kind: 'status', status: 429 }, 'for a token (status 429)'],
    ['meets a problem', { kind: 'status', status: 503 }, 'for a token (status 503)'],
    ['is cut off', { kind: 'reset', when: 'after' }, 'the connection failed'],
    ['does not end', { kind: 'stall', when: 'before' }, 'the connection failed'],
  ])('uploads nothing where the exchange %s', async (_, fault, reason) => {
    index.failWith(none, none, fault);
    const { exitCode, output } = await publish({ UV_HTTP_TIMEOUT: '3' });
    expect(output).toContain(`plain 0.1.0 could not be published to ${index.url}/legacy/: `);
    expect(output).toContain(`${reason}. [publish-failed]`);
    expect(exitCode).toBe(1);
    expect(index.uploads).toEqual([]);
  });

  it('uploads nothing where the job has no identity', async () => {
    index.failWith(none, { kind: 'status', status: 401 });
    const { output } = await publish();
    expect(output).toContain('this job has no identity that can be exchanged (status 401)');
    expect(index.exchanged).toEqual(['audience', 'identity']);
  });

  it('goes on with another token after one that expired between two files', async () => {
    const expired: Fault = { kind: 'status', status: 403, body: 'Invalid or expired token' };
    index.failWith(none, none, none, none, expired);
    const { exitCode, output } = await publish();
    expect(exitCode).toBe(1);
    expect(output).toContain('the index refused the credentials (status 403)');
    expect(await publish()).toMatchObject({ exitCode: 0 });
    expect([...index.stored].sort()).toEqual([wheel, sdist]);
    expect(index.minted).toHaveLength(2);
  });

  it('goes on after kill -9 during the exchange', async () => {
    index.failWith(none, none, { kind: 'stall', when: 'after' });
    const met = index.nextFault();
    const running = start();
    await met;
    running.kill('SIGKILL');
    await running;
    index.dropStalled();
    expect(index.stored).toEqual([]);
    expect(await publish()).toMatchObject({ exitCode: 0 });
    expect([...index.stored].sort()).toEqual([wheel, sdist]);
  });
});

function secretsOf({ variables }: TrustingIndex): readonly string[] {
  return [variables['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''];
}
