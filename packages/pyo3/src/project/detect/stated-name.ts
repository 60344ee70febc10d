import type { FileReader } from '../../files/file-reader.ts';
import { coversMember } from '../../manifest/source/member-glob.ts';
import { rememberedPer } from '../folder/remembered-per.ts';
import { childPath } from '../folder/workspace-path.ts';

/** What the files of Nx and npm in a folder say about the name of its project. */
export interface StatedNames {
  /** The name that Nx itself gives the folder, so no other is possible. */
  readonly stated?: string;
  /** The name in a package.json that Nx does not read. */
  readonly npm?: string;
}

/**
 * The names in a folder's project.json and package.json, in Nx's order: `name` of project.json, `nx.name`
 * of package.json, its `name`. Nx reads a package.json beside a project.json, and one that the root's
 * package.json, pnpm-workspace.yaml or lerna.json names as a package. Any other one, such as that of
 * the JavaScript bindings beside the Python ones, often has the name that the Python project has, and only
 * proposes it. A file that is not JSON states no name: Nx reports it.
 */
export function statedNames(root: string, reader: FileReader): StatedNames {
  const project = readJson(childPath(root, 'project.json'), reader);
  const own = nameIn(project?.['name']);
  const npm = readJson(childPath(root, 'package.json'), reader);
  const name = nameIn(objectOf(npm?.['nx'])?.['name']) ?? nameIn(npm?.['name']);
  if (own !== undefined) return { stated: own };
  if (name === undefined) return {};
  const isRead = project !== undefined || npm?.['nx'] !== undefined || isPackage(root, reader);
  return isRead ? { stated: name } : { npm: name };
}

function isPackage(root: string, reader: FileReader): boolean {
  return packagesOf(reader).some(
    ({ covers, except }) => coversMember(covers, root) && !coversMember(except, root),
  );
}

interface Packages {
  readonly covers: readonly string[];
  readonly except: readonly string[];
}

/** The folders of packages by each file that lists them, as `getGlobPatternsFromPackageManagerWorkspaces` of Nx. */
const packagesOf = rememberedPer((reader: FileReader): readonly Packages[] => {
  const npm = readJson('package.json', reader)?.['workspaces'];
  const lerna = readJson('lerna.json', reader);
  const lists = [
    Array.isArray(npm) ? npm : objectOf(npm)?.['packages'],
    pnpmPackages(textOf('pnpm-workspace.yaml', reader) ?? ''),
    lerna && (lerna['packages'] ?? ['packages/*']),
  ];
  return lists.map(packagesIn);
});

/** A pattern with braces, which cargo's globs do not have, counts as one that covers every folder. */
function packagesIn(list: unknown): Packages {
  const patterns = (Array.isArray(list) ? list : []).filter((each) => typeof each === 'string');
  const covers = patterns.filter((each) => !each.startsWith('!'));
  const except = patterns.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  // Nx starts with all folders where only exceptions are listed.
  const all = covers.length === 0 && except.length > 0 ? ['**'] : covers;
  return {
    covers: all.map((each) => (each.includes('{') ? '**' : each)),
    except: except.filter((each) => !each.includes('{')),
  };
}

/** The list `packages` of pnpm-workspace.yaml, in block or flow style; no other YAML is understood. */
function pnpmPackages(text: string): readonly string[] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('packages:'));
  if (first === -1) return [];
  const after = lines.slice(first + 1);
  const end = after.findIndex((line) => /^[^\s#-]/.test(line));
  const inline = (lines[first] ?? '').slice('packages:'.length);
  return [inline, ...after.slice(0, end === -1 ? undefined : end)]
    .flatMap((line) => `${line} `.split(' #', 1).join('').split(','))
    .map((item) => item.replace(/^[\s[-]+/, '').trim())
    .map((item) => (item.endsWith(']') ? item.slice(0, -1).trim() : item))
    .map((item) => item.replace(/^(['"])(.*)\1$/, '$2'))
    .filter((item) => item !== '');
}

function nameIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readJson(path: string, reader: FileReader): Record<string, unknown> | undefined {
  try {
    const text = reader.read(path);
    return text === undefined ? undefined : objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function textOf(path: string, reader: FileReader): string | undefined {
  try {
    return reader.read(path);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : undefined;
}
