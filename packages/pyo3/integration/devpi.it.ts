import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { readFile } from 'node:fs/promises';
import { startDevpi, type Devpi } from '../../../tools/registry/devpi.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { startPublishing } from './testing/publishing.ts';
import { toolchain } from './testing/toolchain.ts';
import { workspaceOf, type Workspace } from './testing/workspace.ts';

const wheel = 'plain/dist/plain-0.1.0-py3-none-any.whl';
const files = {
  'package.json': '{ "private": true }\n',
  'plain/pyproject.toml':
    '[build-system]\nrequires = ["uv_build>=0.9,<1"]\nbuild-backend = "uv_build"\n[project]\nname = "plain"\nversion = "0.1.0"\n',
  'plain/src/plain/__init__.py': '',
};

describeWithTools('publishing to devpi', () => {
  let workspace: Workspace;
  let index: Devpi;
  const publish = async () => {
    const { exitCode, all } = await startPublishing(workspace, 'plain', {
      root: 'plain',
      options: { publishUrl: index.upload, checkUrl: index.simple },
      variables: { UV_PUBLISH_USERNAME: index.user, UV_PUBLISH_PASSWORD: index.password },
    });
    expect(all).not.toContain(index.password);
    return { exitCode, output: all };
  };

  beforeAll(async () => {
    index = await startDevpi(toolchain().uv);
    workspace = await workspaceOf('devpi', async (root) => {
      await execa('git', ['init', '--quiet', root]);
    });
    for (const [file, text] of Object.entries(files)) await workspace.write(file, text);
    const build = ['build', '--quiet', '--out-dir', workspace.path('plain/dist'), 'plain'];
    await execa(toolchain().uv, build, { cwd: workspace.root });
  });
  afterAll(() => index.stop());

  it('uploads what is missing, once, and refuses other bytes', async () => {
    const first = await publish();
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.output).toContain('plain 0.1.0: 2 files uploaded to');
    expect((await publish()).output).toContain('plain 0.1.0 is on ');
    const content = await readFile(workspace.path(wheel), 'latin1');
    await workspace.write(wheel, `${content} `);
    const other = await publish();
    expect(other.exitCode).toBe(1);
    expect(other.output).toContain('[index-differs]');
  });
});
