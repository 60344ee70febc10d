/** The index whose list of files tells which versions of a distribution are published. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ReleasePublishExecutorOptions } from '../executors/release-publish/options.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { booleanField, stringField } from '../toml/fields.ts';
import { indexCredentials, packageIndex, uvIndexes, type Credentials } from './package-index.ts';
import { shownUrl } from './redact.ts';

export interface ReadingIndex {
  /** The root of the simple API. */
  readonly url: string;
  /** To be shown: the name or the address, without credentials. */
  readonly label: string;
  readonly credentials?: Credentials;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The first of: `asked`, which is a name in `[[tool.uv.index]]` or an address; the index that the target
 * publishes to; the default index of uv; that of pip; PyPI.
 *
 * @throws Pyo3Error `option-invalid`, see `packageIndex`.
 */
export function readingIndex(
  root: string,
  asked: string | undefined,
  options: ReleasePublishExecutorOptions,
  env: Env,
  manifests: Manifests,
): ReadingIndex {
  const indexes = uvIndexes(root, manifests);
  const named = (name: string | undefined) => {
    const url = stringField(
      indexes.find((one) => stringField(one, 'name') === name),
      'url',
    );
    return name === undefined || url === undefined
      ? undefined
      : { url, label: name, ...indexCredentials(name, env) };
  };
  if (asked !== undefined) return named(asked) ?? { url: asked, label: shownUrl(asked) };
  const isChosen = [options.index, options.publishUrl, env['UV_PUBLISH_URL']].some(
    (one) => one !== undefined,
  );
  if (isChosen) {
    const index = packageIndex('nx release', root, options, env, manifests);
    const { checkUrl: url, label, credentials } = index;
    return { url, label, ...(credentials === undefined ? {} : { credentials }) };
  }
  const variable = env['UV_DEFAULT_INDEX'] ?? env['UV_INDEX_URL'];
  const byDefault = indexes.find((one) => booleanField(one, 'default') === true);
  const name = stringField(byDefault, 'name');
  const url =
    // uv accepts `name=address` there.
    variable?.replace(/^[\w-]+=(?=https?:)/, '') ??
    stringField(byDefault, 'url') ??
    env['PIP_INDEX_URL'] ??
    pipIndex(env) ??
    'https://pypi.org/simple/';
  if (variable === undefined && name !== undefined) return named(name) ?? { url, label: name };
  return { url, label: shownUrl(url) };
}

/** `index-url` in pip's settings: the file of PIP_CONFIG_FILE, then the user's (pip, "Configuration"). */
function pipIndex(env: Env): string | undefined {
  const home = homedir();
  const own = env['PIP_CONFIG_FILE'];
  const files = [
    ...(own === undefined ? [] : [own]),
    join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pip', 'pip.conf'),
    join(home, '.pip', 'pip.conf'),
    join(home, 'Library', 'Application Support', 'pip', 'pip.conf'),
    ...(env['APPDATA'] === undefined ? [] : [join(env['APPDATA'], 'pip', 'pip.ini')]),
    '/etc/pip.conf',
  ];
  for (const file of files.filter(existsSync)) {
    const [, global = ''] = /^\[global\]\s*$([^[]*)/m.exec(readFileSync(file, 'utf8')) ?? [];
    const [, url] = /^index[-_]url[ \t]*[=:][ \t]*(\S+)/m.exec(global) ?? [];
    if (url !== undefined) return url;
  }
  return undefined;
}
