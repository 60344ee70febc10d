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
  ['project/paths'],
  ['project/crate', 'project/settings', 'project/distribution'],
  ['project/detect'],
  ['project/matrix'],
  ['project/locks'],
  ['project/edges'],
  ['project/reads'],
  ['environment'],
  ['fingerprint', 'install', 'unwatched'],
  ['observe'],
  ['commands', 'targets'],
  ['task/options', 'task/output'],
  ['task/session'],
  ['task/batch'],
  ['compile', 'checks', 'wheels', 'stubs'],
  ['develop', 'crates'],
  ['watch'],
  ['release/versions'],
  ['release/requirements'],
  ['release/places', 'release/locks'],
  ['release/edits'],
  ['publish'],
  ['scaffold/corrections'],
  ['scaffold/workspace'],
  ['scaffold/library'],
  ['scaffold/construct/shared'],
  ['scaffold/construct/function', 'scaffold/construct/enum', 'scaffold/construct/exception'],
  ['scaffold/construct'],
  ['scaffold/release'],
  ['scaffold'],
  ['inference', 'executors', 'generators', 'release/actions', 'migrations'],
];

/** Functions that start what their first argument names. */
const starters: ReadonlySet<string> = new Set([
  ...['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
  ...['execa', 'execaSync', 'execaCommand', 'execaNode', 'ask', 'inspectInterpreter'],
]);

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
const sources = new Map(files.map((file) => [file, parse(file)]));
const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));
const programs = [...sources].flatMap(([file, source]) => programsOf(file, source));
const internal = imports.filter(({ to }) => to.endsWith('.ts'));

describe('the modules of src', () => {
  it('stand in folders that hold either files or folders', () => {
    const folders = new Set(files.map((file) => posix.dirname(file)));
    const both = [...folders].filter((folder) =>
      [...folders].some((other) => folder !== '.' && other.startsWith(`${folder}/`)),
    );
    expect(both).toEqual([]);
  });

  it('keep the surface of Nx thin: at most 40 lines for an executor, a batch and a generator', () => {
    const surface = files.filter(
      (file) => /^(executors|generators)\//.test(file) && !isOptions(file),
    );
    const entry = /^executors\/[^/]+\/(executor|batch)\.ts$|^generators\/[^/]+\/generator\.ts$/;
    expect(surface.filter((file) => !entry.test(file))).toEqual([]);
    // A last line break begins one more line, which is empty.
    expect(surface.filter((file) => textOf(file).split('\n').length > 41)).toEqual([]);
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

  it('name each program by a path that was looked up: a bare name means another one elsewhere', () => {
    expect(programs.filter(({ value }) => isText(value)).map(placeOf)).toEqual([]);
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

  it('load few modules for a library that has nothing to install', () => {
    const reached = modulesOfIdleDevelop();
    const own = [...reached].filter((file) => file.startsWith('develop/'));
    expect(own).not.toEqual(expect.arrayContaining(['develop/dependencies.ts']));
    expect(own).not.toEqual(expect.arrayContaining(['develop/editable-wheel.ts']));
    for (const file of [
      'environment/create-environment.ts',
      'process/run.ts',
      'process/mutex.ts',
    ]) {
      expect(reached).not.toContain(file);
    }
    for (const file of ['task/session/task-tools.ts', 'observe/hashed-inputs.ts']) {
      expect(reached).not.toContain(file);
    }
    // Each takes most of a millisecond; what has something to do loads half as many again.
    expect(reached.size).toBeLessThanOrEqual(96);
  });

  it('make a reader pass few files from the executor of develop to its end', () => {
    const walk = [...modulesOfIdleDevelop()].filter((file) =>
      /^(executors|task|develop|install)\//.test(file),
    );
    expect(walk.length).toBeLessThanOrEqual(26);
  });

  it('were all read', () => {
    expect(internal.map(arrow)).toContain('diagnostics/render.ts → diagnostics/pyo3-error.ts');
    expect(imports.map(arrow)).toContain('toml/parse.ts → @iarna/toml');
    // The commands that are built, and what asks programs without a command.
    const seen = new Set(programs.map(({ file }) => file));
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'commands/tool-command.ts',
        'environment/preflight.ts',
        'fingerprint/executable-files.ts',
        'fingerprint/fingerprint.ts',
        'task/session/task-tools.ts',
        'scaffold/workspace/locks-in-step.ts',
        'scaffold/workspace/nx-daemon.ts',
        'process/windows-tree.ts',
      ]),
    );
  });
});

/**
 * The modules that are loaded for a library that has nothing to install. Those of `executors/`, `task/`,
 * `develop/` and `install/` are the walk: they know that something is developed. What they call in the
 * rooms below (a project, an environment, a manifest) is a value to them, and is read for itself.
 */
function modulesOfIdleDevelop(): ReadonlySet<string> {
  const loaded = imports.filter(({ loads, to }) => loads && to.endsWith('.ts'));
  // develop/develop.ts loads the last two where they are gone into.
  const entries = [
    'executors/develop/executor.ts',
    'develop/develop-fast.ts',
    'task/session/module-conflict.ts',
  ];
  return new Set([...entries, ...reach(entries, loaded)]);
}

interface Program {
  readonly file: string;
  readonly line: number;
  readonly value: ts.Expression;
  /** The value as it is written. */
  readonly text: string;
}

/**
 * What is given as a program: the field `program` of an object, a variable of that name, and the
 * first argument of what starts one.
 */
function programsOf(file: string, source: ts.SourceFile): readonly Program[] {
  const found: Program[] = [];
  const add = (value: ts.Expression) => {
    const { line } = source.getLineAndCharacterOfPosition(value.getStart(source));
    found.push({ file, line: line + 1, value, text: value.getText(source) });
  };
  const visit = (node: ts.Node): void => {
    const isNamed =
      (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) &&
      node.name.getText(source) === 'program';
    if (isNamed && node.initializer) add(node.initializer);
    if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'program') add(node.name);
    if (ts.isCallExpression(node) && isStarter(node.expression)) {
      const [program] = node.arguments;
      if (program) add(program);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `spawn(…)` or `context.ask(…)`, and not the `exec` of a regular expression. */
function isStarter(called: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(called)) return called.name.text === 'ask';
  return ts.isIdentifier(called) && starters.has(called.text);
}

/** A string in the source; also as one of the values of a condition, or `??` and `||`. */
function isText(value: ts.Expression): boolean {
  if (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value)) return true;
  if (ts.isConditionalExpression(value)) return isText(value.whenTrue) || isText(value.whenFalse);
  if (ts.isBinaryExpression(value)) return isText(value.left) || isText(value.right);
  if (ts.isAsExpression(value) || ts.isParenthesizedExpression(value)) {
    return isText(value.expression);
  }
  return false;
}

function placeOf({ file, line, text }: Program): string {
  return `${file}:${String(line)} ${text}`;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022);
}

function importsOf(from: string, source: ts.SourceFile): readonly Import[] {
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
