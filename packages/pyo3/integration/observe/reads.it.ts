import { beforeAll, expect, it } from '@jest/globals';
import { describeWithTools, itOnPosix } from '../testing/describe-with-tools.ts';
import { fromCache } from '../testing/task-report.ts';
import { makeWorkspace, type Workspace } from '../testing/workspace.ts';

let workspace: Workspace;

beforeAll(async () => {
  workspace = await makeWorkspace('observed-reads');
});

async function run(task: string, variables = {}) {
  const { exitCode, output } = await workspace.nx(
    ['run', ...task.split(' '), '--outputStyle=stream'],
    variables,
  );
  // Where there is no terminal, Nx puts the name of the project before each line.
  const lines = output.replaceAll(/^[a-z-]+: /gm, '');
  return {
    exitCode,
    isCached: fromCache(output).includes(task),
    said: /^\S+ reads .*$/m.exec(lines)?.[0]?.replace(' [input-undeclared]', ''),
    lines,
  };
}

async function record(root: string, target: string): Promise<unknown> {
  const text = await workspace.read('.nx/workspace-data/pyo3/reads.json');
  return JSON.parse(text).projects[root]?.[target];
}

const nothing = { ignored: [], git: [], outside: [] };

describeWithTools('what tests read beside the inputs of their task', () => {
  const task = 'tests-only:pytest';

  it('fails the task where only declared reads are allowed, so that nothing is cached', async () => {
    const { exitCode, said } = await run(task, { NX_PYO3_STRICT: 'true' });
    expect(exitCode).toBe(1);
    expect(said).toBe(
      'tests-only:pytest reads data/child.txt, data/numbers.txt, data/optional.cfg and ' +
        'data/fixtures/*, which are not part of its cache key. From the next run on this machine they are.',
    );
    await workspace.remove('.nx/workspace-data');
  });

  it('is told, and recorded for the target', async () => {
    const { exitCode, said, lines } = await run(task);
    expect(exitCode).toBe(0);
    expect(said).toContain('reads data/child.txt, data/numbers.txt');
    expect(lines).toContain('→ Run `npx nx sync` and commit the result');
    expect(await record('libs/tests-only', 'pytest')).toEqual({
      ...nothing,
      files: ['data/child.txt', 'data/numbers.txt', 'data/optional.cfg'],
      globs: ['data/fixtures/*'],
    });
  });

  it('is told again by the next command, which finds it no clone has it', async () => {
    const { output } = await workspace.nx(['show', 'projects']);
    expect(output).toContain('tests-only: a task reads data/child.txt and 3 more');
  });

  it.each<readonly [string, () => Promise<void>, boolean]>([
    ['it has changed', () => workspace.write('data/numbers.txt', '3\n2\n1\n'), false],
    ['nothing has changed', () => Promise.resolve(), true],
    ['a file that was looked for appears', () => workspace.write('data/optional.cfg', ''), false],
    [
      'a file that a child process reads has changed',
      () => workspace.write('data/child.txt', 'x'),
      false,
    ],
    ['another file beside them has changed', () => workspace.write('data/other.txt', 'x'), true],
  ])('is an input of the next runs: when %s', async (_, change, isCached) => {
    await run(task);
    await change();
    expect(await run(task)).toMatchObject({ exitCode: 0, isCached, said: undefined });
  });

  it('has the tests fail, and not come from the cache, when a fixture is added', async () => {
    await run(task);
    await workspace.write('data/fixtures/two.json', '{}');
    expect(await run(task)).toMatchObject({ exitCode: 1, isCached: false });
    await workspace.remove('data/fixtures/two.json');
  });

  it('becomes an input in every clone by nx sync', async () => {
    const nxJson: unknown = JSON.parse(await workspace.read('nx.json'));
    const sync = { globalGenerators: ['pyo3:sync'] };
    await workspace.write('nx.json', JSON.stringify(Object.assign({}, nxJson, { sync })));
    expect(await workspace.nx(['sync:check'])).toMatchObject({ exitCode: 1 });
    expect(await workspace.nx(['sync'])).toMatchObject({ exitCode: 0 });
    expect(await workspace.nx(['sync:check'])).toMatchObject({ exitCode: 0 });
    expect(await workspace.read('libs/tests-only/pyproject.toml')).toContain(
      '"../../data/child.txt"',
    );
    await workspace.remove('.nx/workspace-data');
    expect(await run(task, { NX_PYO3_STRICT: 'true' })).toMatchObject({
      exitCode: 0,
      said: undefined,
    });
  });
});

describeWithTools('what mypy reads in native code', () => {
  // Named by no setting, so that nothing is known of it before the task runs.
  const variables = { MYPYPATH: '../../shared' };

  it('is known by its cache', async () => {
    const { exitCode, said } = await run('checked:typecheck', variables);
    expect(exitCode).toBe(0);
    expect(said).toContain('checked:typecheck reads shared/helper.py and shared/*.py,');
  });

  it('is an input of the next run', async () => {
    await workspace.write('shared/helper.py', 'LIMIT: str = "3"\n');
    expect(await run('checked:typecheck', variables)).toMatchObject({
      exitCode: 1,
      isCached: false,
    });
  });
});

describeWithTools('what a build backend reads', () => {
  it('is told of a wheel', async () => {
    const { exitCode, said } = await run('packed:build');
    expect(exitCode).toBe(0);
    expect(said).toContain('packed:build reads data/numbers.txt');
  });

  it('is an input of the next run', async () => {
    await workspace.write('data/numbers.txt', '4\n');
    expect(await run('packed:build')).toMatchObject({ exitCode: 0, isCached: false });
    expect(await run('packed:build')).toMatchObject({ exitCode: 0, isCached: true });
  });
});

describeWithTools('an input that is saved while the task runs', () => {
  const task = 'saved:pytest';

  itOnPosix('fails the task, whose result is not stored [linux and macos only]', async () => {
    const { exitCode, lines } = await run(task, { SAVED: 'other text\n' });
    expect(exitCode).toBe(1);
    expect(lines).toContain(
      `libs/saved/notes.txt changed while ${task} ran, so its result is not stored.`,
    );
    await workspace.write('libs/saved/notes.txt', 'as it was\n');
    expect(await run(task)).toMatchObject({ exitCode: 0, isCached: false });
    expect(await run(task)).toMatchObject({ exitCode: 0, isCached: true });
  });

  itOnPosix('may be saved with the content that it had [linux and macos only]', async () => {
    const variables = { SAVED: 'as it was\n' };
    const { exitCode } = await run(`${task} --skip-nx-cache`, variables);
    expect(exitCode).toBe(0);
  });
});
