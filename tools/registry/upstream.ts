import { execa } from 'execa';
import { readFile } from 'node:fs/promises';

/** Where packages that are not ours come from, as the user's own npm would fetch them. */
export interface Upstream {
  readonly url: string;
  /** PEM text of the certificates to trust instead of Node's own. */
  readonly certificates: string | undefined;
  readonly proxy: string | undefined;
  readonly strictTls: boolean;
}

/**
 * Reads the registry that npm is configured for, so that a mirror or a company registry serves
 * the tests as it serves the user.
 */
export async function readUpstream(): Promise<Upstream> {
  const [url, cafile, httpsProxy, proxy, strictTls] = await Promise.all(
    ['registry', 'cafile', 'https-proxy', 'proxy', 'strict-ssl'].map(npmSetting),
  );
  return {
    url: url ?? 'https://registry.npmjs.org/',
    certificates: cafile === undefined ? undefined : await readFile(cafile, 'utf8'),
    proxy: httpsProxy ?? proxy,
    strictTls: strictTls !== 'false',
  };
}

async function npmSetting(name: string): Promise<string | undefined> {
  const { stdout } = await execa('npm', ['config', 'get', name]);
  const value = stdout.trim();
  return value === '' || value === 'null' || value === 'undefined' ? undefined : value;
}
