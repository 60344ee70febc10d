import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNxJson, updateNxJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { releaseWorkflowGenerator } from './generator.ts';
import type { ReleaseWorkflowGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

type Provider = ReleaseWorkflowGeneratorOptions['provider'];
const files: Readonly<Record<Provider, string>> = {
  github: '.github/workflows/release.yml',
  gitlab: '.gitlab/release.yml',
};
const providers = Object.keys(files) as Provider[];

async function written(
  provider: Provider,
  options: Partial<ReleaseWorkflowGeneratorOptions> = {},
): Promise<string> {
  await releaseWorkflowGenerator(tree, { provider, skipFormat: true, ...options });
  return tree.read(files[provider], 'utf-8') ?? '';
}

function name(targets: Readonly<Record<string, string | boolean>>): void {
  updateNxJson(tree, { ...readNxJson(tree), plugins: [{ plugin: 'pyo3', options: { targets } }] });
}

describe.each(providers)('the release workflow for %s', (provider) => {
  it('is written as an engineer would write it', async () => {
    expect(await written(provider)).toMatchSnapshot();
  });

  it('has no long-lived token of an index, and the environment that was named', async () => {
    const text = await written(provider, { environment: 'index' });
    expect(text).not.toMatch(/UV_PUBLISH_TOKEN|PYPI_(API_)?TOKEN|TWINE_|CARGO_REGISTRY_TOKEN/);
    expect(text).toMatch(/^ +environment: index$/m);
    expect(text.match(/release publish/g)).toHaveLength(1);
  });

  it("uses the workspace's names of the targets, and leaves out a check that is switched off", async () => {
    name({ wheels: 'artifacts', 'wheels-check': false });
    const text = await written(provider);
    expect(text).toContain('--with-target artifacts --json');
    expect(text).toContain('--targets=artifacts --complete --excludeTaskDependencies\n');
    expect(text).not.toContain('wheels-check');
  });

  it.each([
    ['without wheels', { wheels: false }, 'The target `wheels` is switched off'],
    [
      'with a name that a shell would split',
      { wheels: 'a;reboot' },
      'The name of wheels, "a;reboot"',
    ],
  ])('is refused %s, and nothing is written', async (_, targets, message) => {
    name(targets);
    await expect(written(provider)).rejects.toThrow(message);
    expect(tree.exists(files[provider])).toBe(false);
  });

  it('never replaces a workflow', async () => {
    tree.write(files[provider], 'mine');
    await expect(written(provider)).rejects.toThrow(
      `The workflow ${files[provider]} already exists.`,
    );
  });
});

describe('the release workflow for GitHub', () => {
  it('pins each action to the commit that the CI workflow pins, where that has it', async () => {
    const template = '../ci-workflow/files/github/__file__.yml__tmpl__';
    const pinned = actionsIn(readFileSync(join(import.meta.dirname, template), 'utf8'));
    const used = actionsIn(await written('github', { crates: true }));
    expect(used.length).toBeGreaterThan(10);
    for (const action of used) {
      expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const known = pinned.filter((one) => nameOf(one) === nameOf(action));
      if (known.length > 0) expect(known).toContain(action);
    }
  });

  it('gives the right to identify itself to the job that publishes alone, after all others', async () => {
    const text = await written('github');
    const [before = '', publish = ''] = text.split(/^ {2}publish:$/m);
    expect(before).not.toMatch(/id-token|: write/);
    expect(publish).toContain('id-token: write');
    expect(publish).toContain('needs: [plan, wheels, check]');
    expect(text).toMatch(/^permissions: \{\}$/m);
    expect(text.match(/persist-credentials: false/g)).toHaveLength(4);
    expect(text.match(/fetch-depth: 0/g)).toHaveLength(4);
  });

  it('writes no expression into a shell line, and uses no cache that another workflow writes', async () => {
    const text = await written('github', { crates: true });
    const runs = [...text.matchAll(/^ +run: (?:\|\n((?: {10}.*\n|\n)+)|(.*)\n)/gm)];
    expect(runs.length).toBeGreaterThan(8);
    for (const [, lines = '', line = ''] of runs) expect(lines + line).not.toContain('${{');
    expect(text).not.toMatch(/actions\/cache|cache: npm/);
  });

  it('exchanges its identity for the token of crates.io only where crates are published', async () => {
    expect(await written('github')).not.toContain('crates-io');
    tree.delete(files.github);
    const text = await written('github', { crates: true });
    expect(text).toContain('CARGO_REGISTRY_TOKEN: ${{ steps.crates-io.outputs.token }}');
    expect(text).toContain('--with-target wheels,nx-release-publish --json');
  });
});

it('crates are refused on GitLab, whose identity crates.io is not asked to accept', async () => {
  await expect(written('gitlab', { crates: true })).rejects.toThrow('`crates` cannot be combined');
});

function actionsIn(text: string): readonly string[] {
  return [...text.matchAll(/uses: ([^<\n]*)/g)].map(([, action = '']) => action.trim());
}

function nameOf(action: string): string {
  return action.split('@')[0] ?? '';
}
