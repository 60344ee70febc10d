import { readJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { describe, expect, it } from '@jest/globals';
import { presetGenerator } from './generator.ts';

const preset = async (manifest: object) => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('package.json', JSON.stringify(manifest));
  await presetGenerator(tree, { name: 'ws', skipFormat: true });
  return tree;
};

describe('the preset of create-nx-workspace', () => {
  it('prepares the workspace', async () => {
    const tree = await preset({ name: 'ws' });
    expect(tree.read('nx.json', 'utf-8')).toContain('"pyo3"');
    expect(tree.exists('pyproject.toml')).toBe(true);
    expect(tree.exists('Cargo.toml')).toBe(true);
  });

  describe('the README', () => {
    const readmeAfter = async (former?: string) => {
      const tree = createTreeWithEmptyWorkspace();
      tree.write('package.json', '{"name":"@ws/source"}');
      if (former === undefined) tree.delete('README.md');
      else tree.write('README.md', former);
      await presetGenerator(tree, { skipFormat: true });
      return tree.read('README.md', 'utf-8');
    };
    // As @nx/workspace 23.2 writes it.
    const ofNx =
      '# Ws\n\n<a alt="Nx logo" href="https://nx.dev"></a>\n\n✨ Your new, shiny [Nx workspace](https://nx.dev) is ready ✨.\n';

    it.each([[undefined], [ofNx]])(
      'has the commands of every day in place of %j',
      async (former) => {
        const text = await readmeAfter(former);
        expect(text).toMatch(/^# ws\n/);
        for (const command of ['run mylib:develop', 'test mylib', 'lint mylib', 'build mylib']) {
          expect(text).toContain(`npx nx ${command}`);
        }
        expect(text).not.toContain('shiny');
      },
    );

    it('stays if somebody wrote it', async () => {
      expect(await readmeAfter('# Ours\n\nSee https://nx.dev.\n')).toBe(
        '# Ours\n\nSee https://nx.dev.\n',
      );
    });
  });

  it('moves the plugin to the devDependencies, which stay sorted', async () => {
    const tree = await preset({
      dependencies: { left: '1', pyo3: '^0.1.0' },
      devDependencies: { nx: '24.0.6', prettier: '3' },
    });
    const { dependencies, devDependencies } = readJson(tree, 'package.json');
    expect(dependencies).toEqual({ left: '1' });
    expect(Object.entries(devDependencies)).toEqual([
      ['nx', '24.0.6'],
      ['prettier', '3'],
      ['pyo3', '^0.1.0'],
    ]);
  });

  it('leaves a package.json in which the plugin is no dependency', async () => {
    const tree = await preset({ name: 'ws' });
    expect(tree.read('package.json', 'utf-8')).toBe('{"name":"ws"}');
  });
});
