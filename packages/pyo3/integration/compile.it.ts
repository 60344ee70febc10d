import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { execa } from 'execa';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { fromCache } from './testing/task-report.ts';
import { makeWorkspace, type Workspace } from './testing/workspace.ts';

/** Both crates of the fixture call their library `_core`, as `uv init` does for every project. */
const fixture = 'same-names';
const source = 'one/src/lib.rs';

describeWithTools('what compile leaves', () => {
  let workspace: Workspace;
  const compile = (project: string, ...args: readonly string[]) =>
    workspace.nx(['run', `${project}:compile`, '--outputStyle=stream', ...args]);
  const succeeds = async (project: string, ...args: readonly string[]) => {
    const { exitCode, output } = await compile(project, ...args);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    return output;
  };

  beforeAll(async () => {
    workspace = await makeWorkspace(fixture, { environment: false });
    await succeeds('one');
  });

  it('is the extension, what it is, and nothing that git sees', async () => {
    const { names, record, library } = staged(workspace, 'one');
    expect(names).toEqual([record.name, 'extension.json'].sort());
    // No ignore file of the fixture names it.
    const { stdout } = await execa('git', ['status', '--porcelain'], { cwd: workspace.root });
    expect(stdout).not.toContain('.nx-pyo3');
    expect(record).toMatchObject({ module: 'one._core', digest: digestOf(library) });
    expect(library.includes('made of one')).toBe(true);
  });

  it('comes from the cache when it is lost', async () => {
    const { record } = staged(workspace, 'one');
    await workspace.remove('one/.nx-pyo3');
    expect(fromCache(await succeeds('one'))).toContain('one:compile');
    expect(digestOf(staged(workspace, 'one').library)).toBe(record.digest);
  });

  it('is never the library of another crate that is called the same', async () => {
    await succeeds('two');
    expect(staged(workspace, 'two').library.includes('made of two')).toBe(true);
    // Cargo says that there is nothing to do, and has the library of `two` in its place.
    await succeeds('one', '--skip-nx-cache');
    expect(staged(workspace, 'one').library.includes('made of one')).toBe(true);
  });

  it('is right when both are compiled at once', async () => {
    await workspace.nx(['run-many', '-t', 'compile', '--parallel=2', '--skip-nx-cache']);
    for (const name of ['one', 'two']) {
      expect(staged(workspace, name).library.includes(`made of ${name}`)).toBe(true);
    }
  });

  it('is equal in a clone at another path', async () => {
    const clone = await makeWorkspace(fixture, {
      name: 'another/longer-path',
      environment: false,
      variables: { CARGO_TARGET_DIR: undefined },
    });
    expect(await clone.nx(['run', 'one:compile'])).toMatchObject({ exitCode: 0 });
    expect(staged(clone, 'one').record).toEqual(staged(workspace, 'one').record);
  });

  describe('of sources that are wrong', () => {
    it('is what it was; rustc says once what is wrong', async () => {
      const before = staged(workspace, 'one').record;
      await workspace.replace(source, 'as_ptr()', 'as_pointer()');
      const { exitCode, output } = await compile('one');
      await workspace.replace(source, 'as_pointer()', 'as_ptr()');
      expect(exitCode).toBe(1);
      expect(output.match(/no method named `as_pointer`/g)).toHaveLength(1);
      expect(output).toContain('one/src/lib.rs:5');
      expect(output).not.toContain('compiler-artifact');
      expect(staged(workspace, 'one').record).toEqual(before);
    });

    it('shows warnings, once', async () => {
      await workspace.replace(source, 'b"made', 'let unused = 1;\n    b"made');
      const output = await succeeds('one');
      await workspace.replace(source, 'let unused = 1;\n    ', '');
      expect(output.match(/unused variable/g)).toHaveLength(1);
    });

    it('is an error when Python could not find its module', async () => {
      await workspace.replace(source, 'PyInit__core', 'PyInit_core');
      const { exitCode, output } = await compile('one');
      await workspace.replace(source, 'PyInit_core', 'PyInit__core');
      expect(exitCode).toBe(1);
      expect(output).toContain('it does not define PyInit__core.');
    });
  });
});

interface Staged {
  readonly names: readonly string[];
  readonly record: { readonly name: string; readonly digest: string; readonly module: string };
  readonly library: Buffer;
}

function staged(workspace: Workspace, project: string): Staged {
  const folder = workspace.path(`${project}/.nx-pyo3/compile`);
  const record = JSON.parse(readFileSync(`${folder}/extension.json`, 'utf8')) as Staged['record'];
  const library = readFileSync(`${folder}/${record.name}`);
  return { names: readdirSync(folder).sort(), record, library };
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
