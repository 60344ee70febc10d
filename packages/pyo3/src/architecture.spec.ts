import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/** From the bottom up. What shares a line are siblings that never import each other. */
const layers: readonly (readonly string[])[] = [
  ['diagnostics'],
  ['files'],
  ['process'],
  ['toml'],
  ['python'],
  ['manifest'],
  ['constructs'],
  ['project'],
  ['environment'],
  ['install', 'extension'],
  ['observed', 'batch'],
  ['commands', 'targets', 'corrections'],
  ['inference', 'executors', 'generators', 'release', 'migrations'],
];
/** In these a folder is a room of its own; the files beside the folders are what the rooms share. */
const withRooms = ['executors', 'generators', 'migrations'];
/** Rooms that do the work of others in their own process; nothing imports them. */
const madeOf: Readonly<Record<string, readonly string[]>> = {
  'executors/watch': ['executors/compile', 'executors/develop'],
};

interface Import {
  readonly from: string;
  /** A file relative to src, or the name of a package. */
  readonly to: string;
  /** Whether the module is loaded as soon as the importing one is. */
  readonly loads: boolean;
}

const files = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name))
  .map((entry) => relative(import.meta.dirname, join(entry.parentPath, entry.name)))
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.includes('/testing/') && !/^generators\/[^/]+\/files\//.test(file));
const imports = files.flatMap(importsOf);
const internal = imports.filter(({ to }) => to.endsWith('.ts'));

describe('the modules of src', () => {
  it('import downwards only, and never a sibling', () => {
    expect(internal.filter(({ from, to }) => !mayImport(from, to)).map(arrow)).toEqual([]);
  });

  it('stand in a folder that has a layer', () => {
    expect(files.filter((file) => file.includes('/') && rankOf(file) === -1)).toEqual([]);
  });

  it('form no cycle', () => {
    expect(files.filter((file) => reach([file], internal).has(file))).toEqual([]);
  });

  it('import nothing that is made for tests', () => {
    expect(internal.filter(({ to }) => /\.spec\.ts$|\/testing\//.test(to)).map(arrow)).toEqual([]);
  });

  it('leave the start of processes to process/, and execa to process/run.ts', () => {
    const starters = imports.filter(({ to }) => /^(execa|(node:)?child_process)$/.test(to));
    expect(starters.filter(({ from }) => !from.startsWith('process/')).map(arrow)).toEqual([]);
    const ofExeca = starters.filter(({ to }) => to === 'execa').map(arrow);
    expect([...new Set(ofExeca)]).toEqual(['process/run.ts → execa']);
  });

  it('make the graph without loading @nx/devkit or execa, which take longer than the graph', () => {
    const entries = files.filter((file) => /^(inference\/.*|plugin\.ts|index\.ts)$/.test(file));
    const loaded = imports.filter(({ loads }) => loads);
    const reached = reach(entries, loaded);
    const heavy = loaded.filter(
      ({ from, to }) =>
        /^(@nx\/|nx$|nx\/|execa$)/.test(to) && (entries.includes(from) || reached.has(from)),
    );
    expect(heavy.map(arrow)).toEqual([]);
  });

  it('read no manifest and load no package for the graph of a repository that has not changed', () => {
    const loaded = imports.filter(({ loads }) => loads);
    const entry = ['plugin.ts', ...reach(['plugin.ts'], loaded)];
    const packages = loaded.filter(
      ({ from, to }) => entry.includes(from) && !/\.ts$|^node:/.test(to),
    );
    expect(packages.map(arrow)).toEqual([]);
    expect(entry.filter((file) => /^(toml|python|manifest|targets)\//.test(file))).toEqual([]);
    expect(entry).toContain('inference/graph-cache.ts');
  });

  it('were all read', () => {
    expect(internal.map(arrow)).toContain('diagnostics/render.ts → diagnostics/pyo3-error.ts');
    expect(imports.map(arrow)).toContain('toml/parse.ts → @iarna/toml');
  });
});

function importsOf(from: string): readonly Import[] {
  const text = readFileSync(join(import.meta.dirname, from), 'utf8');
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.ES2022);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, loads: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const inside = specifier.text.startsWith('.');
    const to = inside ? posix.join(posix.dirname(from), specifier.text) : specifier.text;
    found.push({ from, to, loads });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, !node.importClause?.isTypeOnly);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, !node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function mayImport(from: string, to: string): boolean {
  if (!from.includes('/')) return true;
  const [folder = '', room = ''] = from.split('/');
  const [otherFolder = '', otherRoom = ''] = to.split('/');
  if (folder !== otherFolder) return rankOf(to) !== -1 && rankOf(to) < rankOf(from);
  if (!withRooms.includes(folder) || otherRoom.endsWith('.ts') || room === otherRoom) return true;
  return madeOf[`${folder}/${room}`]?.includes(`${otherFolder}/${otherRoom}`) === true;
}

/** -1 for a file in no layer. */
function rankOf(file: string): number {
  return layers.findIndex((layer) => layer.includes(file.split('/')[0] ?? ''));
}

/** All that can be reached from the files by one arrow or more. */
function reach(start: readonly string[], arrows: readonly Import[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const { from, to } of arrows) {
      if (from === file && !reached.has(to)) {
        reached.add(to);
        queue.push(to);
      }
    }
  }
  return reached;
}

function arrow({ from, to }: Import): string {
  return `${from} → ${to}`;
}
