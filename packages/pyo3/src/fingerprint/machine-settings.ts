/**
 * Settings of tools that lie in no repository: above the workspace, and in the user's own folders.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { variable } from '../process/find-program.ts';
import { digest } from './variables.ts';

type Env = Readonly<Record<string, string>>;

/**
 * A digest of what cargo reads outside of the workspace (Cargo reference, "Configuration"): the
 * user's own file and those of all folders above, with what they include; `null` without any.
 */
export function cargoConfigOutside(root: string, env: Env): string | null {
  const home = variable(env, 'CARGO_HOME') ?? join(homedir(), '.cargo');
  const folders = [...foldersAbove(root).map((folder) => join(folder, '.cargo')), home];
  const texts = [...new Set(folders)].flatMap((folder) => {
    // Where both exist, cargo takes the one without the suffix.
    const file = ['config', 'config.toml'].map((name) => join(folder, name)).find(existsSync);
    return file === undefined ? [] : withIncluded(file, new Set());
  });
  if (texts.length === 0) return null;
  return digest(texts.length === 1 ? (texts[0] ?? '') : JSON.stringify(texts));
}

/**
 * `include` (Cargo reference, "Including extra configuration files"): every quoted text that ends in
 * `.toml` is taken for one, which is rather too much than too little. A parser takes longer to load
 * than all the rest.
 */
function withIncluded(file: string, seen: Set<string>): readonly string[] {
  const text = seen.has(file) ? undefined : readOptional(file);
  if (text === undefined) return [];
  seen.add(file);
  if (!/^\s*include\s*=/m.test(text)) return [text];
  const named = [...text.matchAll(/(["'])([^"'\n]+\.toml)\1/g)].map(([, , path = '']) => path);
  return [text, ...named.flatMap((path) => withIncluded(resolve(dirname(file), path), seen))];
}

/** For which tools look upwards, past the root of the workspace. */
const foundAbove = [
  ...['clippy.toml', '.clippy.toml', 'rustfmt.toml', '.rustfmt.toml'],
  ...['.ignore', 'ruff.toml', '.ruff.toml', 'pyproject.toml', 'uv.toml', '.python-version'],
  ...['mypy.ini', '.mypy.ini', 'setup.cfg', 'pyrightconfig.json'],
  ...['pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini', 'tox.ini'],
];

/** A digest of the settings of other tools above the workspace, and the user's; `null` without any. */
export function settingsAbove(root: string, env: Env): string | null {
  const above = foldersAbove(root).flatMap((folder) =>
    foundAbove.map((name) => [name, join(folder, name)] as const),
  );
  const texts = [...above, ...ofUser(root, env)].flatMap(([name, file]) => {
    const text = readOptional(file);
    return text === undefined ? [] : [[name, text]];
  });
  return texts.length === 0 ? null : digest(JSON.stringify(texts));
}

/**
 * The user's own settings, which ruff ("Config file discovery") and mypy ("The mypy configuration
 * file") take where the repository has none.
 */
function ofUser(root: string, env: Env): readonly (readonly [string, string])[] {
  const home = homedir();
  const config = variable(env, 'XDG_CONFIG_HOME') ?? join(home, '.config');
  const pyproject = readOptional(join(root, 'pyproject.toml')) ?? '';
  const has = (names: readonly string[], table: string) =>
    names.some((name) => existsSync(join(root, name))) || pyproject.includes(`[tool.${table}`);
  const ruff = ['ruff.toml', '.ruff.toml', 'pyproject.toml'].map((name) => join('ruff', name));
  const ofRuff = has(['ruff.toml', '.ruff.toml'], 'ruff') ? [] : ruff;
  const ofMypy = has(['mypy.ini', '.mypy.ini'], 'mypy') ? [] : [join('mypy', 'config')];
  return [
    ...[...ofRuff, ...ofMypy].map((name) => [name, join(config, name)] as const),
    ...(ofMypy.length === 0 ? [] : [['~/.mypy.ini', join(home, '.mypy.ini')] as const]),
  ];
}

/** Innermost first; not the folder itself. */
function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...foldersAbove(parent)];
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(realpathSync(path), 'utf8');
  } catch {
    return undefined;
  }
}
