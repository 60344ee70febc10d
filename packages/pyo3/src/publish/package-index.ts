/** Where a distribution is published, and where the same index lists what it has. */
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { ReleasePublishExecutorOptions } from '../executors/release-publish/options.ts';
import { findUvRoot } from '../project/distribution/uv-workspace.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { childPath, enclosingFolders } from '../project/folder/workspace-path.ts';
import { stringField, tableField, tablesField } from '../toml/fields.ts';
import { parseTomlDocument, type TomlTable } from '../toml/parse.ts';
import { hasPassword, shownUrl } from './redact.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface PackageIndex {
  readonly publishUrl: string;
  /** The root of the simple API. */
  readonly checkUrl: string;
  /** To be shown: the name or the address, without credentials. */
  readonly label: string;
  /** For an index that does not list files without credentials. */
  readonly credentials?: Credentials;
}

type Options = Pick<
  ReleasePublishExecutorOptions,
  'registry' | 'index' | 'publishUrl' | 'checkUrl'
>;
type Env = Readonly<Record<string, string | undefined>>;

/** Indexes whose upload address does not tell where they list files. */
const listed: Readonly<Record<string, string>> = {
  'upload.pypi.org': 'https://pypi.org/simple/',
  'test.pypi.org': 'https://test.pypi.org/simple/',
};
const pypi = 'https://upload.pypi.org/legacy/';

/**
 * The first of: `registry` of the command line, `index` or `publishUrl` of the target, the variables of
 * uv and twine, PyPI. The address of the list is needed to skip what is there already.
 *
 * @throws Pyo3Error `option-invalid`.
 */
export function packageIndex(
  task: string,
  root: string,
  options: Options,
  env: Env,
  manifests: Manifests,
): PackageIndex {
  const { registry, index, publishUrl, checkUrl } = options;
  for (const address of [registry, publishUrl, checkUrl]) {
    if (address !== undefined && hasPassword(address)) throw passwordInOption(task);
  }
  const isAddress = registry?.includes('://') === true;
  if (registry === undefined && index !== undefined && publishUrl !== undefined) {
    throw invalid(
      `${task} has both \`index\` and \`publishUrl\`, which name two indexes.`,
      'Remove one of them.',
    );
  }
  const name = registry === undefined ? index : isAddress ? undefined : registry;
  if (name !== undefined) return named(task, root, name, env, manifests);
  const url = (isAddress ? registry : publishUrl) ?? addressInVariables(env) ?? pypi;
  const isOption = isAddress || publishUrl !== undefined;
  const list =
    checkUrl ?? (isOption ? undefined : env['UV_PUBLISH_CHECK_URL']) ?? listed[hostOf(url)];
  if (list === undefined) {
    throw invalid(
      `${task} has no \`checkUrl\`, so the plugin cannot see what ${shownUrl(url)} has already.`,
      'Set `checkUrl` of the target to the root of the simple API of that index, for example https://example.org/simple/.',
    );
  }
  return { publishUrl: url, checkUrl: list, label: shownUrl(url), ...credentials(url, list, env) };
}

function addressInVariables(env: Env): string | undefined {
  return env['UV_PUBLISH_URL'] ?? env['TWINE_REPOSITORY_URL'];
}

/** An entry of `[[tool.uv.index]]`, or `[[index]]` in uv.toml (uv, "Publishing your package"). */
function named(
  task: string,
  root: string,
  name: string,
  env: Env,
  manifests: Manifests,
): PackageIndex {
  const entry = uvIndexes(root, manifests).find((one) => stringField(one, 'name') === name);
  const checkUrl = stringField(entry, 'url');
  const publishUrl = stringField(entry, 'publish-url');
  if (checkUrl === undefined || publishUrl === undefined) {
    throw invalid(
      `${task} publishes to the index "${name}", but [[tool.uv.index]] ${entry === undefined ? 'has none of that name' : 'has no `publish-url` for it'}.`,
      `Write it to pyproject.toml: [[tool.uv.index]] name = "${name}", url = "https://…/simple/", publish-url = "https://…/".`,
    );
  }
  const own = indexCredentials(name, env);
  return {
    publishUrl,
    checkUrl,
    label: name,
    ...(own.credentials === undefined ? credentials(publishUrl, checkUrl, env) : own),
  };
}

/** Those that uv reads from the variables of a named index (uv, "Package indexes"). */
export function indexCredentials(name: string, env: Env): Pick<PackageIndex, 'credentials'> {
  const variable = `UV_INDEX_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
  const [user, password] = [env[`${variable}_USERNAME`], env[`${variable}_PASSWORD`]];
  return password === undefined ? {} : { credentials: { user: user ?? '', password } };
}

/** Those of the folder and of the folders around it, the nearest first. */
export function uvIndexes(root: string, manifests: Manifests): readonly TomlTable[] {
  const workspace = findUvRoot(root, manifests)?.folder;
  const folders = [
    ...new Set([...(workspace === undefined ? [] : [workspace]), ...enclosingFolders(root)]),
  ];
  return folders.flatMap((folder) => {
    const table = (name: string) => {
      const file = childPath(folder, name);
      const text = manifests.reader.isFile(file) ? manifests.reader.read(file) : undefined;
      return text === undefined ? undefined : parseTomlDocument(text, file);
    };
    const tool = tableField(table('pyproject.toml'), 'tool');
    return [
      ...tablesField(table('uv.toml'), 'index'),
      ...tablesField(tableField(tool, 'uv'), 'index'),
    ];
  });
}

/** Those for uploads, where both addresses belong to one server. */
function credentials(url: string, list: string, env: Env): Pick<PackageIndex, 'credentials'> {
  if (hostOf(url) !== hostOf(list)) return {};
  const token = env['UV_PUBLISH_TOKEN'];
  const user = env['UV_PUBLISH_USERNAME'] ?? env['TWINE_USERNAME'];
  const password = env['UV_PUBLISH_PASSWORD'] ?? env['TWINE_PASSWORD'];
  if (token !== undefined) return { credentials: { user: '__token__', password: token } };
  if (password === undefined) return {};
  return { credentials: { user: user ?? '__token__', password } };
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

function passwordInOption(task: string): Pyo3Error {
  return invalid(
    `An address in the options of ${task} contains a password.`,
    'Remove it from the address, and set UV_PUBLISH_USERNAME and UV_PUBLISH_PASSWORD in the environment.',
  );
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}

/** For a variable of uv, which has no other way to be told them. */
export function checkUrlFor({ checkUrl, credentials: own }: PackageIndex): string {
  if (own === undefined || hasPassword(checkUrl) || !URL.canParse(checkUrl)) return checkUrl;
  const url = new URL(checkUrl);
  url.username = encodeURIComponent(own.user);
  url.password = encodeURIComponent(own.password);
  return url.href;
}
