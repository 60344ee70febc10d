import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import ts from 'typescript';
import { askIn } from './ask.ts';
import { findProgram } from './find-program.ts';
import { createRunner, type RunOptions } from './run.ts';
import { taskkill } from './windows-tree.ts';

const onPosix = process.platform === 'win32' ? it.skip : it;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-start-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program of the repository with the name of a tool; it says that it was run. */
function evil(name: string, inside: string): string {
  mkdirSync(inside, { recursive: true });
  const file = join(inside, process.platform === 'win32' ? `${name}.cmd` : name);
  writeFileSync(file, process.platform === 'win32' ? '@echo evil' : '#!/bin/sh\necho evil\n');
  chmodSync(file, 0o755);
  return file;
}

const env = { PATH: [folderOfNode(), '/usr/bin', '/bin'].join(delimiter) };

function folderOfNode(): string {
  return dirname(process.execPath);
}

describe('a program that is not named by an absolute path', () => {
  it.each(['cargo', './cargo', 'node_modules/.bin/cargo', ''])(
    'is not run, whatever is in the folder: %j',
    async (program) => {
      evil('cargo', folder);
      evil('cargo', join(folder, 'node_modules/.bin'));
      const command = { program, args: [], cwd: folder, env: { ...env, PATH: folder } };
      await expect(createRunner()(command, { output: 'capture' })).rejects.toMatchObject({
        code: 'command-failed',
        hint: expect.stringContaining('defect of the plugin'),
      });
    },
  );

  it('is not asked either', () => {
    evil('rustc', folder);
    expect(() => askIn(folder, { PATH: folder })('rustc', ['-vV'])).toThrow('absolute path');
  });
});

describe('the PATH', () => {
  it('has no entries that depend on the current folder', () => {
    const file = evil('cargo', join(folder, 'node_modules/.bin'));
    const inside = relative(process.cwd(), dirname(file));
    const paths = [inside, '.', '', './node_modules/.bin', `${delimiter}${inside}${delimiter}`];
    for (const PATH of paths) expect(findProgram('cargo', { PATH })).toBeUndefined();
    expect(findProgram('cargo', { PATH: [inside, dirname(file)].join(delimiter) })).toBe(file);
  });

  it('is searched for names, and never for paths', () => {
    evil('cargo', join(folder, 'a'));
    mkdirSync(join(folder, 'b'));
    expect(findProgram('../a/cargo', { PATH: join(folder, 'b') })).toBeUndefined();
    expect(findProgram('a/cargo', { PATH: folder })).toBeUndefined();
  });
});

describe('the options that a program is started with', () => {
  /** Every option that execa has, by its own types. */
  function optionsOfExeca(): readonly string[] {
    const main = createRequire(import.meta.url).resolve('execa');
    const file = join(dirname(main), 'types/arguments/options.d.ts');
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
    const common = source.statements.find(
      (node) => ts.isTypeAliasDeclaration(node) && node.name.text === 'CommonOptions',
    );
    const names: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isPropertySignature(node) && ts.isIdentifier(node.name)) names.push(node.name.text);
      ts.forEachChild(node, visit);
    };
    if (common) visit(common);
    return names;
  }

  /** What execa gets. */
  async function optionsFor(options: RunOptions): Promise<object> {
    const given: object[] = [];
    await jest.isolateModulesAsync(async () => {
      jest.unstable_mockModule('execa', () => ({
        execa: (_: string, __: readonly string[], all: object) => {
          given.push(all);
          return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
        },
      }));
      const { createRunner: create } = await import('./run.ts');
      const command = { program: process.execPath, args: [], cwd: folder, env };
      await create()(command, options);
    });
    jest.unstable_unmockModule('execa');
    return given[0] ?? {};
  }

  it.each<RunOptions>([
    { output: 'capture' },
    { output: 'inherit' },
    { output: 'capture', input: '' },
  ])('are all stated, in an object that inherits nothing: %j', async (options) => {
    const given = await optionsFor(options);
    expect(Object.getPrototypeOf(given)).toBeNull();
    const names = optionsOfExeca();
    expect(names).toEqual(expect.arrayContaining(['preferLocal', 'localDir', 'shell', 'argv0']));
    expect(names.filter((name) => !Object.hasOwn(given, name))).toEqual([]);
    expect(given).toMatchObject({ shell: false, preferLocal: false, node: false });
  });

  onPosix('start the program itself, with no shell and none of node_modules', async () => {
    evil('node', join(folder, 'node_modules/.bin'));
    const print = 'console.log(process.argv0, process.argv.slice(1).join())';
    const args = ['-e', print, '$HOME', ';echo evil'];
    const command = { program: process.execPath, args, cwd: folder, env };
    const { stdout } = await createRunner()(command, { output: 'capture' });
    expect(stdout).toBe(`${process.execPath} $HOME,;echo evil\n`);
    expect(askIn(folder, env)(process.execPath, args)).toBe(stdout);
  });
});

describe('taskkill', () => {
  it('is the one of Windows', () => {
    expect(taskkill({ SystemRoot: 'D:\\Win' })).toBe('D:\\Win\\System32\\taskkill.exe');
    expect(taskkill({})).toBe('C:\\Windows\\System32\\taskkill.exe');
  });
});
