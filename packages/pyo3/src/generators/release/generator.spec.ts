import { readNxJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { releaseGenerator } from './generator.ts';

const pyproject = (name: string, version: string) =>
  `[project]\nname = "${name}"\n${version}\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;

describe('the generator release', () => {
  let tree: Tree;
  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace();
    tree.write(
      'Cargo.toml',
      '[workspace]\nmembers = ["one", "two", "own", "private"]\n[workspace.package]\nversion = "0.5.0"\n',
    );
    for (const name of ['one', 'two']) {
      tree.write(`${name}/Cargo.toml`, `[package]\nname = "${name}"\nversion.workspace = true\n`);
    }
    tree.write('own/Cargo.toml', '[package]\nname = "own"\nversion = "0.1.0"\n');
    tree.write(
      'private/Cargo.toml',
      '[package]\nname = "private"\nversion = "0.1.0"\npublish = false\n',
    );
    tree.write('py/pyproject.toml', pyproject('py', 'version = "0.1.0"'));
    tree.write('lost/pyproject.toml', pyproject('lost', 'dynamic = ["version"]'));
  });

  it('is written where Nx ran without nx.json', async () => {
    tree.delete('nx.json');
    await releaseGenerator(tree, { skipFormat: true });
    expect(Object.keys(readNxJson(tree)?.release?.groups ?? {})).toEqual(['projects', 'workspace']);
  });

  it('names what can be released, with a fixed group for an inherited version', async () => {
    await releaseGenerator(tree, { skipFormat: true });
    expect(readNxJson(tree)?.release).toEqual({
      groups: {
        projects: {
          projects: ['own', 'py'],
          projectsRelationship: 'independent',
          releaseTag: { pattern: '{projectName}@{version}' },
        },
        workspace: {
          projects: ['one', 'two'],
          projectsRelationship: 'fixed',
          releaseTag: { pattern: '{releaseGroupName}-v{version}' },
        },
      },
      version: {
        applyPreidToDependents: true,
        preserveMatchingDependencyRanges: false,
        adjustSemverBumpsForZeroMajorVersion: false,
      },
      changelog: { workspaceChangelog: false, projectChangelogs: true, automaticFromRef: true },
    });
  });

  it('makes one fixed group of all on request, with the specifier that is asked for', async () => {
    await releaseGenerator(tree, {
      relationship: 'fixed',
      specifier: 'conventional-commits',
      skipFormat: true,
    });
    expect(readNxJson(tree)?.release).toMatchObject({
      projects: ['one', 'own', 'py', 'two'],
      projectsRelationship: 'fixed',
      releaseTag: { pattern: 'v{version}' },
      version: { conventionalCommits: true, adjustSemverBumpsForZeroMajorVersion: true },
      changelog: { workspaceChangelog: true },
    });
  });

  it('changes nothing the second time', async () => {
    await releaseGenerator(tree, { skipFormat: true });
    const before = tree.read('nx.json', 'utf-8');
    await releaseGenerator(tree, { relationship: 'fixed', skipFormat: true });
    expect(tree.read('nx.json', 'utf-8')).toBe(before);
  });

  it('refuses a repository in which nothing can be released', async () => {
    const empty = createTreeWithEmptyWorkspace();
    await expect(releaseGenerator(empty, { skipFormat: true })).rejects.toThrow(
      'There is no project to release',
    );
  });
});
