/**
 * Where a module that a test could not import is required, and how to have it installed.
 */
import type { FileReader } from '../files/file-reader.ts';
import { readPyproject, type Pyproject } from '../manifest/pyproject/pyproject.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import { parseRequirement } from '../python/requirement.ts';
import { childPath } from '../project/folder/workspace-path.ts';

export interface WhereRequired {
  readonly message: string;
  readonly hint: string;
}

/**
 * @param output what pytest printed.
 * @param root folder of the project.
 */
export function whereRequired(
  output: string,
  root: string,
  reader: FileReader,
): WhereRequired | undefined {
  const [, module] = /No module named '([A-Za-z_]\w*)/.exec(output) ?? [];
  if (module === undefined) return undefined;
  const file = childPath(root, 'pyproject.toml');
  const isIt = (name: string) => isNameOf(module, normalizeDistributionName(name));
  const pyproject = readable(() => readPyproject(reader.read(file) ?? '', file));
  return (
    (pyproject && inPyproject(module, pyproject, file, isIt)) ??
    inTextFile(module, root, reader, isIt)
  );
}

/** Most distributions have the name of their module; some have a letter or a word more. */
function isNameOf(module: string, name: string): boolean {
  const wanted = normalizeDistributionName(module);
  return [wanted, `${wanted}s`, `python-${wanted}`, `py${wanted}`].includes(name);
}

function inPyproject(
  module: string,
  pyproject: Pyproject,
  file: string,
  isIt: (name: string) => boolean,
): WhereRequired | undefined {
  const named = (texts: readonly unknown[]) =>
    texts.some(
      (text) => typeof text === 'string' && isIt(parseRequirement(text)?.normalizedName ?? ''),
    );
  const extras = Object.entries(pyproject.project?.optionalDependencies ?? {});
  const [extra] = extras.find(([, texts]) => named(texts)) ?? [];
  if (extra !== undefined) return notInstalled(module, file, 'extra', 'extras', extra);
  const groups = Object.entries(pyproject.dependencyGroups);
  const [group] = groups.find(([, texts]) => named(texts)) ?? [];
  if (group !== undefined) return notInstalled(module, file, 'group', 'groups', group);
  return undefined;
}

function notInstalled(
  module: string,
  file: string,
  kind: string,
  key: string,
  name: string,
): WhereRequired {
  return {
    message: `${module} is in the ${kind} "${name}" of ${file}, which is not installed.`,
    hint: `Add to ${file}: [tool.nx-pyo3] ${key} = ["${name}"]`,
  };
}

/** Requirements files of pip, and the sessions of tox and nox, in the project's folder or the root. */
function inTextFile(
  module: string,
  root: string,
  reader: FileReader,
  isIt: (name: string) => boolean,
): WhereRequired | undefined {
  const file = candidates(root, reader).find((path) =>
    (reader.read(path) ?? '').split(/[^A-Za-z0-9._-]+/).some((word) => word !== '' && isIt(word)),
  );
  if (file === undefined) return undefined;
  return {
    message: `${module} is named by ${file}, which this plugin does not install.`,
    hint: `Name it in the pyproject.toml of the project: [dependency-groups] dev = ["${module}"]`,
  };
}

function candidates(root: string, reader: FileReader): readonly string[] {
  const folders = [...new Set([root, '.'])].flatMap((folder) => [
    folder,
    ...['requirements', 'tests', 'test'].map((name) => childPath(folder, name)),
  ]);
  return folders.flatMap((folder) =>
    reader
      .list(folder)
      .filter(
        (name) =>
          /^(tox\.ini|noxfile\.py|.*requirements.*\.(txt|in))$/.test(name) ||
          (folder.endsWith('requirements') && name.endsWith('.txt')),
      )
      .map((name) => childPath(folder, name)),
  );
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
