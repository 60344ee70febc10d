import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeSmallLibraries, sourceOf, valueOf } from './testing/small-libraries.ts';
import type { Workspace } from './testing/workspace.ts';

const names = ['one', 'two', 'three'];
const compileAll = ['run-many', '-t', 'compile', '--batch', '--outputStyle=static'];
const together = /^> cargo build --lib --keep-going .*--package .*--package .*--package /gm;

describeWithTools('a batch', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeSmallLibraries('batch', names);
    // Nx begins a batch when some of its tasks may run; now nothing has to run before them.
    await workspace.nx(['run-many', '-t', 'lock-witness']);
  });

  it('compiles all libraries by one run of cargo, and each task finds its own done', async () => {
    const { exitCode, output } = await workspace.nx(compileAll);

    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output.match(together)).toHaveLength(1);
    for (const name of names) {
      expect(output.match(new RegExp(`Compiling ${name} v`, 'g'))).toHaveLength(1);
      expect(output).toContain(`> cargo build --lib --package ${name} --profile dev-ext`);
    }
  });

  it('leaves extensions that work', async () => {
    const { exitCode, output } = await workspace.nx(['run-many', '-t', 'develop']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(await Promise.all(names.map((name) => valueOf(workspace, name)))).toEqual(
      names.map(() => '1'),
    );
  });

  describe('with a library that does not compile', () => {
    it('tells the error once, in its task, and does the others', async () => {
      for (const name of names) await workspace.replace(sourceOf(name), '1 + shared', '2 + shared');
      await workspace.replace(sourceOf('two'), '2 + shared::ADDED', '2 + shared::MISSING');

      const { exitCode, output } = await workspace.nx(compileAll);

      expect({ exitCode, output }).not.toMatchObject({ exitCode: 0 });
      expect(output.match(/error\[E\d+\]/g)).toHaveLength(1);
      const own = output.split('> nx run two:compile')[1] ?? '';
      expect(own.split('> nx run ')[0]).toContain('MISSING');
      expect(output).toMatch(/Failed tasks:\s+- two:compile\s/);
    });

    it('has kept the others, and compiles that one alone when it is corrected', async () => {
      await workspace.replace(sourceOf('two'), '2 + shared::MISSING', '2 + shared::ADDED');

      const { exitCode, output } = await workspace.nx(compileAll);

      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(
        output.match(/\[(local cache|existing outputs match the cache, left as is)\]/g),
      ).toHaveLength(names.length - 1 + witnesses);
      await workspace.nx(['run-many', '-t', 'develop']);
      expect(await valueOf(workspace, 'two')).toBe('2');
    });
  });

  it('is what a task alone would be: nothing is compiled again without batches', async () => {
    const { exitCode, output } = await workspace.nx([
      'run-many',
      '-t',
      'compile',
      '--skip-nx-cache',
      '--outputStyle=static',
    ]);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).not.toMatch(together);
    expect(output).not.toContain('Compiling');
  });
});

/** The tasks that stand for the lock file, one for each library. */
const witnesses = names.length;
