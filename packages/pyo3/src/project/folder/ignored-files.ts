import ignoring, { type Ignore } from 'ignore';
import type { FileReader } from '../../files/file-reader.ts';
import { childPath, enclosingFolders, folderOf } from './workspace-path.ts';

/** The ignore files that apply in a folder, innermost first. */
export interface IgnoreRules {
  /** The innermost folder that they apply in. */
  readonly folder: string;
  /** `.nxignore` files: what one of them says of a path counts, whatever `.gitignore` says. */
  readonly nx: readonly RuleFile[];
  readonly git: readonly RuleFile[];
}

interface RuleFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The rules that all ignore files up to the root make for a folder, each file read once a reader. */
export function ignoreRulesIn(folder: string, reader: FileReader): IgnoreRules {
  const known = knownOf.get(reader) ?? new Map<string, IgnoreRules>();
  knownOf.set(reader, known);
  const outermostFirst = [...enclosingFolders(folder)].reverse();
  let above: IgnoreRules = { folder: '.', nx: [], git: [] };
  for (const at of outermostFirst) {
    const found = known.get(at) ?? rulesWithin(at, above, reader);
    known.set(at, found);
    above = found;
  }
  return above;
}

const knownOf = new WeakMap<FileReader, Map<string, IgnoreRules>>();

/** `above` with the ignore files of a folder in it. */
export function rulesWithin(folder: string, above: IgnoreRules, reader: FileReader): IgnoreRules {
  const added = (name: string, known: readonly RuleFile[]) => {
    const rules = readRules(childPath(folder, name), reader);
    return rules === undefined ? known : [{ folder, rules }, ...known];
  };
  return { folder, nx: added('.nxignore', above.nx), git: added('.gitignore', above.git) };
}

/**
 * Whether Nx leaves a file out of the workspace, and so out of every hash (gitignore(5); `.nxignore`
 * has the same syntax). What encloses it is not ignored.
 *
 * @param path below `rules.folder`; a folder ends in `/`.
 */
export function isIgnored(path: string, rules: IgnoreRules): boolean {
  for (const { folder, rules: own } of [...rules.nx, ...rules.git]) {
    const { ignored, unignored } = own.test(folder === '.' ? path : path.slice(folder.length + 1));
    if (ignored !== unignored) return ignored;
  }
  return false;
}

/** The same, wherever the file lies: also when a folder around it is ignored. */
export function isIgnoredAnywhere(path: string, reader: FileReader): boolean {
  const folders = [...enclosingFolders(folderOf(path))].reverse();
  return [...folders.slice(1).map((folder) => `${folder}/`), path].some((part) =>
    isIgnored(part, ignoreRulesIn(folderOf(part), reader)),
  );
}

/** A file that cannot be read, or has a pattern that is none, ignores nothing: too much is seen then. */
function readRules(path: string, reader: FileReader): Ignore | undefined {
  try {
    const text = reader.isFile(path) ? reader.read(path) : undefined;
    if (text === undefined) return undefined;
    // Upper and lower case differ, as they do for git on Linux and for Nx everywhere.
    const rules = ignoring.default({ ignorecase: false }).add(text);
    rules.test('x');
    return rules;
  } catch {
    return undefined;
  }
}
