import type { Manifests } from '../folder/manifests.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';
import { isTable } from '../../toml/parse.ts';

/** Whether a folder or one around it has settings for ruff, which say what ruff looks at. */
export function configuresRuff(root: string, manifests: Manifests): boolean {
  return enclosingFolders(root).some((folder) => isConfiguredIn(folder, manifests));
}

function isConfiguredIn(folder: string, manifests: Manifests): boolean {
  return (
    ['ruff.toml', '.ruff.toml'].some((name) => manifests.reader.isFile(childPath(folder, name))) ||
    isTable(attempt(() => manifests.pyproject(folder)?.tool['ruff']))
  );
}

/**
 * Whether the project's folder or one around it names ruff: as settings, as a requirement, in a lock
 * file, or as a command of pre-commit, tox, nox, make or a workflow. A repository that lints its Python
 * with something else gets no findings of ruff.
 */
export function namesRuff(root: string, manifests: Manifests): boolean {
  const known = namedIn(manifests);
  // The outer folders first: in a monorepo the root names it for all.
  return [...enclosingFolders(root)]
    .reverse()
    .some((folder) => getOrMake(known, folder, () => ({ is: isNamedIn(folder, manifests) })).is);
}

const namedIn = rememberedPer(
  (_manifests: Manifests) => new Map<string, { readonly is: boolean }>(),
);

function isNamedIn(folder: string, manifests: Manifests): boolean {
  const { reader } = manifests;
  // Most repositories are done here, and a file that appears in their root changes nothing.
  if (isConfiguredIn(folder, manifests) || isInPyproject(folder, manifests)) return true;
  const files = [
    // Listings have no hidden files.
    ...['.pre-commit-config.yaml', '.pre-commit-config.yml'],
    ...(attempt(() => reader.list(folder)) ?? []).filter((name) => fileThatNamesTools.test(name)),
    ...inside(folder, 'requirements', /\.(txt|in)$/, manifests),
    ...inside(folder, '.github/workflows', /\.ya?ml$/, manifests),
  ];
  return files.some((name) => {
    const text = attempt(() => reader.read(childPath(folder, name))) ?? '';
    return (name.endsWith('.lock') ? /^name = "ruff"$/m : /\bruff\b/).test(text);
  });
}

/** Requirements, tasks and environments are in tables of many tools, so any key or string counts. */
function isInPyproject(folder: string, manifests: Manifests): boolean {
  const text =
    attempt(() => JSON.stringify(manifests.pyproject(folder)?.document)) ??
    attempt(() => manifests.reader.read(childPath(folder, 'pyproject.toml')));
  return /\bruff\b/.test(text ?? '');
}

const fileThatNamesTools =
  /^(tox\.(ini|toml)|noxfile\.py|setup\.(cfg|py)|hatch\.toml|pixi\.toml|Pipfile|[Mm]akefile|justfile|.*requirements.*\.(txt|in)|(uv|poetry|pdm)\.lock)$/;

function inside(
  folder: string,
  path: string,
  name: RegExp,
  { reader }: Manifests,
): readonly string[] {
  const names = attempt(() => reader.list(childPath(folder, path))) ?? [];
  return names.filter((one) => name.test(one)).map((one) => childPath(path, one));
}

/** A file that cannot be read, such as a link to a device, names nothing. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
