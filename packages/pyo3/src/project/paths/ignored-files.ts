import ignoring from 'ignore';
import type { FileReader } from '../../files/file-reader.ts';
import { matchesPath, segmentsOf, type Segment } from '../../manifest/source/member-glob.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders, folderOf } from '../folder/workspace-path.ts';

/** The ignore files that apply in a folder, innermost first. */
export interface IgnoreRules {
  /** The innermost folder that they apply in. */
  readonly folder: string;
  /** `.nxignore` files: what one of them says of a path counts, whatever `.gitignore` says. */
  readonly nx: readonly RuleFile[];
  readonly git: readonly RuleFile[];
  /** The number of ignore files, and of patterns in them. */
  readonly size: { readonly files: number; readonly patterns: number };
}

/**
 * Ignore files apply below their folder too, so the time is the product of files, patterns and depth. Beyond
 * these numbers, which no repository reaches, the ignore files of inner folders ignore nothing.
 */
export const mostIgnoreFiles = { files: 32, patterns: 5000 };

/** Rules that stand together in one file. */
interface RuleFile {
  readonly folder: string;
  readonly rules: Rules;
}

interface Rules {
  readonly patterns: number;
  /** Whether the rules are about names in any folder, so that the name of a path is all they need. */
  readonly isForNames: boolean;
  readonly test: (path: string) => { readonly ignored: boolean; readonly unignored: boolean };
}

/** The rules that all ignore files up to the root make for a folder, each file read once a reader. */
export function ignoreRulesIn(folder: string, reader: FileReader): IgnoreRules {
  const known = knownOf(reader);
  const outermostFirst = [...enclosingFolders(folder)].reverse();
  let above: IgnoreRules = { folder: '.', nx: [], git: [], size: { files: 0, patterns: 0 } };
  for (const at of outermostFirst) {
    const outer = above;
    above = getOrMake(known, at, () => rulesWithin(at, outer, reader));
  }
  return above;
}

const knownOf = rememberedPer((_reader: FileReader) => new Map<string, IgnoreRules>());

/** `above` with the ignore files of a folder in it. */
export function rulesWithin(folder: string, above: IgnoreRules, reader: FileReader): IgnoreRules {
  let { files, patterns } = above.size;
  const added = (name: string, known: readonly RuleFile[]) => {
    const own = readRules(childPath(folder, name), reader).map((rules) => ({ folder, rules }));
    if (own.length === 0) return known;
    files += 1;
    patterns += own.reduce((sum, { rules }) => sum + rules.patterns, 0);
    if (isBeyondLimit({ files, patterns })) return known;
    // What stands below in a file counts before what stands above.
    return [...own.reverse(), ...known];
  };
  const nx = added('.nxignore', above.nx);
  const git = added('.gitignore', above.git);
  return { folder, nx, git, size: { files, patterns } };
}

/** Whether ignore files of this folder, or of folders around it, are not used. */
export function isBeyondLimit({ files, patterns }: IgnoreRules['size']): boolean {
  return files > mostIgnoreFiles.files || patterns > mostIgnoreFiles.patterns;
}

/**
 * Whether Nx leaves a file out of the workspace, and so out of every hash (gitignore(5); `.nxignore`
 * has the same syntax). What encloses it is not ignored.
 *
 * @param path below `rules.folder`; a folder ends in `/`.
 */
export function isIgnored(path: string, rules: IgnoreRules): boolean {
  // What encloses the path is not ignored. Thousands of folders in each other may have rules each.
  const name = path.slice(path.lastIndexOf('/', path.length - 2) + 1);
  for (const list of [rules.nx, rules.git]) {
    for (const { folder, rules: own } of list) {
      const below = folder === '.' ? path : path.slice(folder.length + 1);
      const { ignored, unignored } = own.test(own.isForNames ? name : below);
      if (ignored !== unignored) return ignored;
    }
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

/**
 * The rules of a file in its order. One that cannot be read, or has a pattern that is none, ignores
 * nothing: too much is seen then.
 *
 * The package `ignore` makes a regular expression of each pattern, whose time is exponential in the
 * number of stars (`*a*a*a*a*b` and a name of 60 letters take minutes). So the few patterns with more
 * than two runs of stars are matched here, in linear time.
 */
function readRules(path: string, reader: FileReader): readonly Rules[] {
  try {
    const text = reader.isDirectory(path) ? '' : (reader.read(path) ?? '');
    const found: Rules[] = [];
    let tame: string[] = [];
    let isForNames = true;
    const flush = () => {
      if (tame.length > 0) found.push(tameRules(tame, isForNames));
      tame = [];
    };
    for (const line of text.split(/\r?\n/)) {
      if (line.startsWith('#') || line.trim() === '') continue;
      if (isTame(line)) {
        if (isNamePattern(line) !== isForNames) flush();
        isForNames = isNamePattern(line);
        tame.push(line);
        continue;
      }
      flush();
      const rule = wildRule(line);
      if (rule === 'unknown') return [];
      found.push(rule);
    }
    flush();
    return found;
  } catch {
    return [];
  }
}

function tameRules(lines: readonly string[], isForNames: boolean): Rules {
  // Upper and lower case differ, as they do for git on Linux and for Nx everywhere.
  const rules = ignoring.default({ ignorecase: false }).add([...lines]);
  rules.test('x');
  return { patterns: lines.length, isForNames, test: (path) => rules.test(path) };
}

/** Without a slash, but for one at its end, a pattern is for names in any folder (gitignore(5)). */
function isNamePattern(line: string): boolean {
  const slash = line.indexOf('/');
  return slash === -1 || line.slice(slash + 1).trim() === '';
}

/** A longer line may have stars by the thousand without a run between them, or matches no path. */
const longestTame = 256;

function isTame(line: string): boolean {
  return line.length <= longestTame && (line.match(/\*+/g)?.length ?? 0) <= 2;
}

const nothingSaid = { ignored: false, unignored: false };

/**
 * One pattern of gitignore(5). One with a backslash is not understood: it ignores nothing, and when it
 * is there to take something out of what is ignored, the file ignores nothing.
 */
function wildRule(line: string): Rules | 'unknown' {
  const isOut = line.startsWith('!');
  const written = (isOut ? line.slice(1) : line).trimEnd();
  const isForNames = isNamePattern(line);
  if (written.includes('\\')) {
    return isOut ? 'unknown' : { patterns: 1, isForNames, test: () => nothingSaid };
  }
  const forFolders = written.endsWith('/');
  const pattern = forFolders ? written.slice(0, -1) : written;
  const segments = segmentsOf(pattern);
  // `a/**` is what is in `a`, and not `a`.
  const isInside = segments.at(-1) === '**';
  const needed: readonly Segment[] = isInside ? [...segments, ['*']] : segments;
  const said = isOut ? { ignored: false, unignored: true } : { ignored: true, unignored: false };
  return {
    patterns: 1,
    isForNames,
    test: (path) => {
      if (forFolders && !path.endsWith('/')) return nothingSaid;
      return matchesPath(needed, path) ? said : nothingSaid;
    },
  };
}
