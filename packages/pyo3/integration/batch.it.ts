import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeSmallLibraries, sourceOf, valueOf } from './testing/small-libraries.ts';
import { programOf, toolchain } from './testing/toolchain.ts';
import type { Workspace } from './testing/workspace.ts';

const names = ['one', 'two', 'three'];
const compileAll = ['run-many', '-t', 'compile', '--batch', '--outputStyle=static'];
const together = /^> cargo build --lib --keep-going .*--package .*--package .*--package /gm;
const developAll = ['run-many', '-t', 'develop', '--batch', '--outputStyle=static'];
const installed = /^> .* install .*\.whl .*\.whl/gm;

describeWithTools('a batch', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeSmallLibraries('batch', names);
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

  it('installs all of them by one call of the installer, and the extensions work', async () => {
    const { exitCode, output } = await workspace.nx(developAll);

    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output.match(installed)).toHaveLength(1);
    for (const name of names) expect(output).toContain(`${name} is installed in `);
    expect(await Promise.all(names.map((name) => valueOf(workspace, name)))).toEqual(
      names.map(() => '1'),
    );
  });

  it('installs the others without one that has no metadata, which is told in its task', async () => {
    await uninstall(workspace, names);
    await workspace.replace(
      'libs/two/pyproject.toml',
      'version = "0.1.0"',
      'readme = "GONE.md"\nversion = "0.1.0"',
    );
    await workspace.nx(compileAll);

    const broken = await workspace.nx(developAll);

    expect({ broken }).not.toMatchObject({ broken: { exitCode: 0 } });
    expect(broken.output.match(installed)).toHaveLength(1);
    for (const name of ['one', 'three']) {
      expect(broken.output).toContain(`${name} is installed in `);
    }
    const own = broken.output.split('> nx run two:develop').at(-1) ?? '';
    expect(own.split('> nx run ')[0]).toContain('GONE.md');
    expect(broken.output).toMatch(/Failed tasks:\s+- two:develop\s/);
    expect(await valueOf(workspace, 'three')).toBe('1');

    await workspace.replace('libs/two/pyproject.toml', 'readme = "GONE.md"\n', '');
    const { exitCode, output } = await workspace.nx(developAll);

    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain('three is up to date in ');
    expect(await valueOf(workspace, 'two')).toBe('1');
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

  it('gives a task its .env file, and compiles it apart from tasks with other variables', async () => {
    const value = '2 + shared::ADDED';
    await workspace.replace(sourceOf('one'), value, `if cfg!(loud) { 5 } else { ${value} }`);
    await workspace.write('libs/one/.env', 'RUSTFLAGS=--cfg loud\n');

    const { exitCode, output } = await workspace.nx([...developAll, '--skip-nx-cache']);

    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const [run = ''] = /^> cargo build --lib --keep-going .*$/m.exec(output) ?? [];
    expect(run).toContain('two');
    expect(run).not.toContain('one');
    expect(await valueOf(workspace, 'one')).toBe('5');
    expect(await valueOf(workspace, 'three')).toBe('2');
    await workspace.remove('libs/one/.env');
    await workspace.replace(sourceOf('one'), `if cfg!(loud) { 5 } else { ${value} }`, value);
  });

  it('tells a wrong option in the task that has it, and does the others', async () => {
    const options = '{ "targets": { "compile": { "options": { "features": "simd" } } } }';
    await workspace.write('libs/two/project.json', options);

    const { exitCode, output } = await workspace.nx([...compileAll, '--skip-nx-cache']);

    expect({ exitCode, output }).not.toMatchObject({ exitCode: 0 });
    expect(output).toContain(
      '`features` of two:compile must be a list of strings, but it is "simd". [option-invalid]\n' +
        '  → Write "features": ["simd"].',
    );
    expect(output).toMatch(/Failed tasks:\s+- two:compile\s/);
    await workspace.remove('libs/two/project.json');
  });

  it.each(['compile', 'lint'])('of one task, %s, runs cargo once', async (target) => {
    const task = ['run', `one:${target}`, '--batch', '--skip-nx-cache', '--outputStyle=static'];
    const { output } = await workspace.nx(task);
    // Also when it fails: what is wrong is seen after the first run.
    expect(output.match(/^> cargo /gm)).toHaveLength(1);
  });

  it('is what a task alone would be: nothing is compiled again without batches', async () => {
    const { exitCode, output } = await workspace.nx([
      'run-many',
      '-t',
      'compile',
      '--batch=false',
      '--skip-nx-cache',
      '--outputStyle=static',
    ]);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).not.toMatch(together);
    expect(output).not.toContain('Compiling');
  });
});

async function uninstall({ path }: Workspace, distributions: readonly string[]): Promise<void> {
  const python = programOf(path('.venv'), 'python');
  await execa(toolchain().uv, ['pip', 'uninstall', '--python', python, ...distributions]);
}

/** The tasks that stand for the lock file, one for each library. */
const witnesses = names.length;
