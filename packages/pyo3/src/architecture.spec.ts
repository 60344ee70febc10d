import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/**
 * From the bottom up. Folders of one line are siblings that never import each other. A folder of
 * folders has its rooms named one by one where one of them imports another.
 */
const layers: readonly (readonly string[])[] = [
  ['diagnostics'],
  ['files'],
  ['process'],
  ['toml'],
  ['python', 'cargo'],
  ['manifest/source'],
  ['manifest/cargo', 'manifest/pyproject', 'manifest/lock'],
  ['manifest/edit'],
  ['source/rust', 'source/python'],
  ['project/folder'],
  ['project/locks'],
  ['project/edges'],
  ['project/reads'],
  ['environment'],
  ['fingerprint', 'install'],
  ['observe'],
  ['commands', 'targets'],
  ['task/options', 'task/output'],
  ['task/session'],
  ['task/batch'],
  ['compile', 'checks', 'wheels', 'stubs'],
  ['develop'],
  ['watch'],
  ['scaffold/corrections'],
  ['scaffold/workspace'],
  ['scaffold/library'],
  ['scaffold/construct/shared'],
  ['scaffold/construct/function', 'scaffold/construct/enum', 'scaffold/construct/exception'],
  ['scaffold/construct'],
  ['scaffold'],
  ['inference', 'executors', 'generators', 'release', 'migrations'],
];

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
  .filter((file) => !file.startsWith('testing/') && !/^generators\/[^/]+\/files\//.test(file));
const imports = files.flatMap(importsOf);
const internal = imports.filter(({ to }) => to.endsWith('.ts'));

describe('the modules of src', () => {
  it('stand in folders that hold either files or folders', () => {
    const folders = new Set(files.map((file) => posix.dirname(file)));
    const both = [...folders].filter((folder) =>
      [...folders].some((other) => folder !== '.' && other.startsWith(`${folder}/`)),
    );
    expect(both).toEqual([]);
  });

  it('keep the surface of Nx thin: at most 40 lines for an executor and for a batch', () => {
    const surface = files.filter((file) => /^executors\/[^/]+\/(executor|batch)\.ts$/.test(file));
    const long = surface.filter((file) => textOf(file).split('\n').length > 41);
    expect(long).toEqual([]);
  });

  it('import downwards only, and never a sibling', () => {
    expect(internal.filter((one) => !mayImport(one)).map(arrow)).toEqual([]);
  });

  it('stand in a folder that has a layer', () => {
    expect(files.filter((file) => file.includes('/') && rankOf(file) === -1)).toEqual([]);
  });

  it('form no cycle', () => {
    expect(files.filter((file) => reach([file], internal).has(file))).toEqual([]);
  });

  it('import nothing that is made for tests', () => {
    expect(internal.filter(({ to }) => /\.spec\.ts$|^testing\//.test(to)).map(arrow)).toEqual([]);
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
  const source = ts.createSourceFile(from, textOf(from), ts.ScriptTarget.ES2022);
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

function textOf(file: string): string {
  return readFileSync(join(import.meta.dirname, file), 'utf8');
}

function mayImport({ from, to, loads }: Import): boolean {
  if (!from.includes('/') || posix.dirname(from) === posix.dirname(to)) return true;
  if (isOptions(to) && !loads) return true;
  return rankOf(to) !== -1 && rankOf(to) < rankOf(from);
}

/** What is generated from a schema.json: types only, which all layers may name. */
function isOptions(file: string): boolean {
  return /^(executors|generators)\/[^/]+\/options\.ts$/.test(file);
}

/** The layer of the innermost folder that has one; -1 for a file in no layer. */
function rankOf(file: string): number {
  for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) {
    const rank = layers.findIndex((layer) => layer.includes(folder));
    if (rank !== -1) return rank;
  }
  return -1;
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
