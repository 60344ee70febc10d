import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeWorkspace, type Workspace } from './testing/workspace.ts';

const projects = [
  { name: 'bad-crate', target: 'cargo-test', place: 'bad-crate/Cargo.toml:3:10' },
  { name: 'bad-python', target: 'pytest', place: 'bad-python/pyproject.toml:4:23' },
] as const;

describeWithTools('a repository with malformed manifests', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeWorkspace('broken', { environment: false });
  });
  afterAll(async () => {
    await workspace.nx(['daemon', '--stop'], { NX_DAEMON: 'true' });
  });

  it('has a graph with all projects', async () => {
    const { exitCode, stdout } = await workspace.nx(['show', 'projects', '--json']);
    expect(exitCode).toBe(0);
    expect((JSON.parse(stdout) as string[]).sort()).toEqual(['bad-crate', 'bad-python', 'good']);
  });

  it.each(projects)('tells where $name is wrong while the graph is made', async ({ place }) => {
    await workspace.remove('.nx/workspace-data');
    const { stderr } = await workspace.nx(['show', 'projects']);
    expect(stderr.split(place)).toHaveLength(2);
  });

  describe.each(['false', 'true'])('with NX_DAEMON=%s', (daemon) => {
    const variables = { NX_DAEMON: daemon };

    it('runs the tasks of the other projects', async () => {
      const { exitCode, output } = await workspace.nx(['run', 'good:cargo-test'], variables);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    });

    it.each(projects)('fails $name:$target with the place', async ({ name, target, place }) => {
      const result = await workspace.nx(['run', `${name}:${target}`], variables);
      expect(result.exitCode).toBe(1);
      expect(result.output).toContain(place);
    });

    it('fails run-many for them, and for them only', async () => {
      const { exitCode, output } = await workspace.nx(['run-many', '-t', 'test'], variables);
      expect(exitCode).toBe(1);
      for (const { place } of projects) expect(output).toContain(place);
      expect(output).toMatch(/good:test|good:cargo-test/);
    });
  });

  it('is whole again once the manifest is, with the daemon on', async () => {
    await workspace.replace('bad-crate/Cargo.toml', 'version =\n', 'version = "1.0.0"\n');
    await workspace.write(
      'bad-crate/Cargo.toml',
      `${await workspace.read('bad-crate/Cargo.toml')}\n[workspace]\n`,
    );
    const result = await workspace.nx(['run', 'bad-crate:cargo-test'], { NX_DAEMON: 'true' });
    expect(result).toMatchObject({ exitCode: 0 });
  });
});
