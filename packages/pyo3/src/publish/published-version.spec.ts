import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryReader } from '../files/memory.ts';
import { readRepository } from '../project/edges/repository.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { publishedVersion, type PublishedRequest } from './published-version.ts';

const html = (...files: readonly string[]) =>
  files.map((file) => `<a href="/f/${file}#sha256=00">${file}</a>`).join('\n');
const lines = (...versions: readonly string[]) =>
  versions.map((vers) => JSON.stringify({ vers, cksum: '', yanked: true })).join('\n');

let server: Server;
let home: string;
let url: string;
let pages: Record<string, string>;
let allowed: string | undefined;
let asked: (string | undefined)[];
beforeEach(async () => {
  [pages, allowed, asked] = [{}, undefined, []];
  server = createServer((request, response) => {
    const { authorization } = request.headers;
    asked.push(authorization);
    const body = pages[request.url ?? ''];
    const isRefused = allowed !== undefined && authorization !== allowed;
    const isJson = body?.startsWith('{"files"') === true;
    response.writeHead(isRefused ? 401 : body === undefined ? 404 : 200, {
      'content-type': isJson ? 'application/vnd.pypi.simple.v1+json' : 'text/html',
    });
    response.end(isRefused ? '' : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  home = mkdtempSync(join(tmpdir(), 'published-version-'));
});
afterEach(() => {
  delete process.env['NETRC'];
  server.close();
  rmSync(home, { recursive: true });
});

async function published(root: string, request: Partial<PublishedRequest> = {}, publish = '') {
  const index = `[[tool.uv.index]]\nname = "own"\nurl = "${url}/simple"\n`;
  const files = {
    'py/pyproject.toml': `[project]\nname = "Py_X"\nversion = "0.1.0"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n${index}`,
    'core/Cargo.toml': `[package]\nname = "core-x"\nversion = "0.1.0"\n${publish}`,
    'core/src/lib.rs': '',
    '.cargo/config.toml': `[registries.own]\nindex = "sparse+${url}/index/"\n[registries.old]\nindex = "https://old/i.git"\n`,
  };
  const manifests = manifestsOf(memoryReader(files));
  const { projects } = readRepository(['py/pyproject.toml', 'core/Cargo.toml'], manifests);
  const project = projects.find((one) => one.root === root);
  if (project === undefined) throw new Error(`no project in ${root}`);
  const env = { CARGO_HOME: home, XDG_CONFIG_HOME: home, ...request.env };
  const own = { asked: undefined, options: {}, ...request };
  return publishedVersion(project, { manifests, ...own, env });
}

describe('the published version of a distribution', () => {
  it('is the highest of all its files, in SemVer, on the index that it is published to', async () => {
    pages['/simple/py-x/'] = html(
      'py_x-0.9.0-py3-none-any.whl',
      'py_x-0.10.0rc1.tar.gz',
      'py_x-0.2.0-cp312-cp312-linux_x86_64.whl',
      'other-3.0.0.tar.gz',
    );
    const options = { publishUrl: `${url}/legacy/`, checkUrl: `${url}/simple/` };
    expect(await published('py', { options })).toEqual({
      version: '0.10.0-rc.1',
      source: `${url}/legacy/`,
    });
  });

  it('is read from a JSON index that the resolver names', async () => {
    pages['/simple/py-x/'] = '{"files":[{"filename":"py_x-1.0.tar.gz"}]}';
    const expected = { version: '1.0.0', source: 'own' };
    expect(await published('py', { asked: 'own' })).toEqual(expected);
    expect(await published('py', { asked: `${url}/simple/` })).toMatchObject({ version: '1.0.0' });
  });

  it('is read from the default index of uv, then of pip', async () => {
    pages['/simple/py-x/'] = html('py_x-0.3.0.tar.gz');
    const version = '0.3.0';
    const variables = {
      UV_DEFAULT_INDEX: `company=${url}/simple`,
      PIP_INDEX_URL: 'http://x.invalid',
    };
    expect(await published('py', { env: variables })).toMatchObject({ version });
    expect(await published('py', { env: { PIP_INDEX_URL: `${url}/simple` } })).toMatchObject({
      version,
    });
    const file = join(home, 'pip.ini');
    writeFileSync(file, `[install]\nx = 1\n[global]\ntimeout = 3\nindex-url = ${url}/simple\n`);
    expect(await published('py', { env: { PIP_CONFIG_FILE: file } })).toMatchObject({ version });
  });

  it('is read with the credentials for that index, which are sent to none that does not ask', async () => {
    pages['/simple/py-x/'] = html('py_x-0.3.0.tar.gz');
    const env = { UV_INDEX_OWN_USERNAME: 'u', UV_INDEX_OWN_PASSWORD: 'p' };
    await published('py', { asked: 'own', env });
    expect(asked).toEqual([undefined]);
    allowed = `Basic ${Buffer.from('u:p').toString('base64')}`;
    expect(await published('py', { asked: 'own', env })).toEqual({
      version: '0.3.0',
      source: 'own',
    });
    const inAddress = url.replace('//', '//u:p@');
    expect(await published('py', { env: { UV_INDEX_URL: `${inAddress}/simple` } })).toEqual({
      version: '0.3.0',
      source: `${url}/simple`,
    });
    process.env['NETRC'] = join(home, 'netrc');
    writeFileSync(
      process.env['NETRC'],
      'default login d password d\n# x\nmachine 127.0.0.1\n login u\n password p\n',
    );
    expect(await published('py', { asked: 'own' })).toMatchObject({ version: '0.3.0' });
  });

  it('is absent with the reason', async () => {
    expect(await published('py', { asked: 'own' })).toEqual({
      version: undefined,
      source: 'own has no version of py-x',
    });
    pages['/simple/py-x/'] = html('py_x-1.0.0.post1.tar.gz', 'py_x-1.0.0.tar.gz');
    expect((await published('py', { asked: 'own' })).source).toBe(
      'the version 1.0.0.post1 on own is a post-release in PEP 440, which follows the release; in SemVer it precedes the release',
    );
  });

  it('that cannot be read is an error without the password', async () => {
    allowed = 'nobody';
    const env = { UV_INDEX_URL: `${url.replace('//', '//u:hunter2@')}/simple` };
    const failed = published('py', { env });
    await expect(failed).rejects.toThrow(`The index at ${url}/simple/py-x/ could not be read`);
    await expect(failed).rejects.not.toThrow('hunter2');
  });
});

describe('the published version of a crate', () => {
  beforeEach(() => {
    pages['/index/config.json'] = `{"dl":"${url}","auth-required":true}`;
    pages['/index/co/re/core-x'] = lines('0.9.0', '0.10.0', '0.10.0-rc.2');
  });

  it('is the highest in the registry that it is published to, yanked or not', async () => {
    const expected = { version: '0.10.0', source: 'own' };
    expect(await published('core', { options: { cargoRegistry: 'own' } })).toEqual(expected);
    expect(await published('core', {}, 'publish = ["own"]\n')).toEqual(expected);
  });

  it('is read with the token of cargo’s variables or of cargo login', async () => {
    allowed = 'token-1';
    const env = { CARGO_REGISTRIES_OWN_TOKEN: 'token-1' };
    expect(await published('core', { asked: 'own', env })).toMatchObject({ version: '0.10.0' });
    writeFileSync(join(home, 'credentials.toml'), '[registries.own]\ntoken = "token-1"\n');
    expect(await published('core', { asked: 'own' })).toMatchObject({ version: '0.10.0' });
  });

  it('is absent with the reason', async () => {
    const source = async (name: string, publish = '') =>
      (await published('core', { asked: name }, publish)).source;
    expect(await source('old')).toContain('in a git repository, which cannot be asked');
    expect(await source('own', 'publish = false\n')).toBe('core-x is not published');
    pages = { '/index/config.json': '{"dl":""}' };
    expect(await source('own')).toBe('own has no version of core-x');
  });
});
