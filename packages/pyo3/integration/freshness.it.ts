import { readdir } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { failed, fromCache } from './testing/task-report.ts';
import { sharedRepository, type Workspace } from './testing/workspace.ts';

interface Change {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Tasks that must fail afterwards; what they did before is in the cache. */
  readonly fails: readonly string[];
}

/** Each makes a test wrong, so that an answer from the cache is a false pass. */
const changes: readonly Change[] = [
  {
    what: 'a line of Rust in the library',
    file: 'monorepo/libs/alpha/src/lib.rs',
    from: 'shared::scaled(number) + 1',
    to: 'shared::scaled(number) + 7',
    fails: ['alpha:cargo-test', 'alpha:pytest', 'report:pytest'],
  },
  {
    what: 'a line of Rust in a crate that the library uses',
    file: 'monorepo/crates/shared/src/lib.rs',
    from: 'number * 10\n',
    to: 'number * 11\n',
    fails: ['alpha:cargo-test', 'alpha:pytest', 'beta:cargo-test', 'beta:pytest', 'report:pytest'],
  },
  {
    what: 'a feature of a dependency in Cargo.toml',
    file: 'monorepo/libs/beta/Cargo.toml',
    from: 'shared.workspace = true',
    to: 'shared = { workspace = true, features = ["loud"] }',
    fails: ['beta:cargo-test', 'beta:pytest'],
  },
  {
    what: 'an inherited dependency in the root manifest',
    file: 'monorepo/Cargo.toml',
    from: 'shared = { path = "crates/shared" }',
    to: 'shared = { path = "crates/shared", features = ["loud"] }',
    fails: ['alpha:cargo-test', 'alpha:pytest', 'beta:cargo-test', 'beta:pytest', 'report:pytest'],
  },
  {
    what: 'a Python test',
    file: 'monorepo/libs/alpha/tests/test_alpha.py',
    from: '== 41',
    to: '== 40',
    fails: ['alpha:pytest'],
  },
  {
    what: 'a Python file of a distribution that the tested one needs',
    file: 'monorepo/libs/alpha/python/alpha/__init__.py',
    from: 'from ._alpha import first\n',
    to: 'def first(number: int) -> int:\n    return -number\n',
    fails: ['alpha:pytest', 'report:pytest'],
  },
];

const tests = ['cargo-test', 'pytest'];
const projects = ['alpha', 'beta', 'report', 'shared', 'lonely'];
const allTests = ['run-many', '-t', ...tests, '-p', ...projects, '--nxBail=false'];

describeWithTools('a test result is never older than the sources', () => {
  let workspace: Workspace;
  const run = (args: readonly string[] = allTests, variables = {}) =>
    workspace.nx([...args, '--outputStyle=stream'], variables);

  beforeAll(async () => {
    workspace = await sharedRepository();
    // Cargo makes its lock file when it is missing, and that changes every key once.
    await execa('cargo', ['generate-lockfile'], { cwd: workspace.path('monorepo') });
    expect(await run()).toMatchObject({ exitCode: 0 });
  });

  it('answers from the cache when nothing has changed', async () => {
    const { exitCode, output } = await run();
    expect(exitCode).toBe(0);
    expect(fromCache(output)).toEqual(
      [
        ...['alpha:cargo-test', 'alpha:compile', 'alpha:pytest', 'beta:cargo-test'],
        ...['beta:compile', 'beta:pytest', 'lonely:cargo-test', 'report:pytest'],
        'shared:cargo-test',
      ].sort(),
    );
  });

  describe.each(changes)('after a change of $what', ({ file, from, to, fails }) => {
    let before: string | undefined;
    afterEach(async () => {
      if (before !== undefined) await workspace.write(file, before);
    });

    it('fails what is wrong now, and passes again without the change', async () => {
      before = await workspace.read(file);
      await workspace.replace(file, from, to);
      const changed = await run();
      expect(changed.exitCode).toBe(1);
      expect(failed(changed.output)).toEqual([...fails].sort());
      // It uses nothing of what changed.
      expect(fromCache(changed.output)).toContain('lonely:cargo-test');

      await workspace.write(file, before);
      expect(await run()).toMatchObject({ exitCode: 0 });
    });
  });

  it('runs again when a variable changes how rustc compiles, and not when it is as before', async () => {
    const task = ['run-many', '-t', 'cargo-test', '-p', 'lonely'];
    const flags = { RUSTFLAGS: '--cfg another' };
    expect(fromCache((await run(task)).output)).toEqual(['lonely:cargo-test']);
    expect(fromCache((await run(task, flags)).output)).toEqual([]);
    expect(fromCache((await run(task, flags)).output)).toEqual(['lonely:cargo-test']);
    expect(fromCache((await run(task)).output)).toEqual(['lonely:cargo-test']);
  });

  it('leaves one version in dist when a wheel is restored', async () => {
    const file = 'monorepo/packages/report/pyproject.toml';
    const build = ['run', 'report:build'];
    const before = await workspace.read(file);
    expect(await run(build)).toMatchObject({ exitCode: 0 });
    await workspace.write(file, before.replace('version = "1.2.0"', 'version = "1.3.0"'));
    expect(await run(build)).toMatchObject({ exitCode: 0 });
    await workspace.write('monorepo/packages/report/dist/other-1.3.0-py3-none-any.whl', '');
    await workspace.write(file, before);
    expect(fromCache((await run(build)).output)).toContain('report:build');
    const present = await readdir(workspace.path('monorepo/packages/report/dist'));
    // uv build writes a .gitignore beside what it builds.
    expect(present.filter((name) => name.endsWith('.whl')).sort()).toEqual([
      'other-1.3.0-py3-none-any.whl',
      'report-1.2.0-py3-none-any.whl',
    ]);
  });

  it('does not run again for a change in a project that it does not use', async () => {
    const file = 'monorepo/crates/lonely/src/lib.rs';
    const before = await workspace.read(file);
    await workspace.write(file, `${before}\n// Another line.\n`);
    const { output } = await run();
    await workspace.write(file, before);
    expect(fromCache(output)).not.toContain('lonely:cargo-test');
    expect(fromCache(output)).toEqual(
      expect.arrayContaining(['alpha:cargo-test', 'alpha:pytest', 'report:pytest']),
    );
  });
});
