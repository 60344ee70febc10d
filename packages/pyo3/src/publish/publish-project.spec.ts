import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject, maturinProject, pythonProject } from '../testing/projects.ts';
import { publishProject } from './publish-project.ts';

const root = new URL('../../../..', import.meta.url).pathname;
const distribution =
  '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "a"\nversion = "0.1.0"\n';
const crate = '[package]\nname = "a"\nversion = "0.1.0"\n';

async function said(
  files: Readonly<Record<string, string>>,
  {
    project = pythonProject,
    release = { projects: ['a'] },
    options = {},
    args = [] as string[],
  } = {},
) {
  const session = fakeSession({ project, workspaceRoot: root, reader: memoryReader(files), args });
  const projectsConfigurations = { version: 2, projects: { a: { root: 'libs/a' } } };
  const context = { projectName: 'a', projectsConfigurations, nxJsonConfiguration: { release } };
  const success = await publishProject(session, options, context);
  expect(session.ran).toEqual([]);
  return { success, printed: session.printed.join('\n') };
}

describe('a project that is not published', () => {
  const files = { 'libs/a/pyproject.toml': distribution, 'libs/a/Cargo.toml': crate };

  it('has no new version in this release', async () => {
    const options = { nxReleaseVersionData: { a: { newVersion: null } } };
    expect(await said(files, { options })).toEqual({
      success: true,
      printed: 'a has no new version, so there is nothing to publish.',
    });
  });

  it.each([{ projects: ['b'] }, { projects: ['*', '!a'] }, {}])('is not in %j', async (release) => {
    const { success, printed } = await said(files, { release: release as { projects: string[] } });
    expect(success).toBe(true);
    expect(printed).toContain(
      'a was not published, because `release` in nx.json does not name it.',
    );
  });

  it('has a private classifier', async () => {
    const text = `${distribution}classifiers = ["Private :: Do Not Upload"]\n`;
    expect((await said({ 'libs/a/pyproject.toml': text })).printed).toBe(
      'a is not published, because it has the classifier "Private :: Do Not Upload".',
    );
  });

  it.each([
    ['publish = false\n', 'publish = false'],
    ['publish = []\n', 'publish = []'],
    ['publish.workspace = true\n', 'publish = false'],
  ])('is a crate with %j', async (line, reason) => {
    const workspace = '[workspace]\nmembers = ["libs/a"]\n[workspace.package]\npublish = false\n';
    const { printed } = await said(
      { 'libs/a/Cargo.toml': `${crate}${line}`, 'Cargo.toml': workspace },
      { project: crateProject as unknown as typeof pythonProject },
    );
    expect(printed).toBe(`a is not published, because it has ${reason}.`);
  });

  it('gets its artifacts only after this dry run', async () => {
    const options = { dryRun: true, nxReleaseVersionData: { a: { newVersion: '0.2.0' } } };
    expect((await said(files, { options })).printed).toContain(
      'a 0.2.0 would be published. Its files do not exist before the version is written',
    );
    const maturin = { project: maturinProject as unknown as typeof pythonProject, options };
    expect((await said(files, maturin)).success).toBe(true);
  });

  it('has a token in its arguments', async () => {
    await expect(said(files, { args: ['--token=x'] })).rejects.toThrow(
      'The arguments of a:target contain a token or a password.',
    );
  });
});
