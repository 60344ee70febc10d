import { readJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { writeEditorSettings } from './editor-settings.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});
const read = (name: string) => tree.read(`.vscode/${name}.json`, 'utf-8') ?? '';
const write = (name: string, text: string) => tree.write(`.vscode/${name}.json`, text);

describe('settings of an editor', () => {
  it.each([[undefined], ['none'] as const])('are not written for %s', (editor) => {
    expect(writeEditorSettings(tree, editor)).toEqual([]);
    expect(tree.exists('.vscode')).toBe(false);
  });

  it('are written for VS Code, once', () => {
    expect(writeEditorSettings(tree, 'vscode')).toHaveLength(3);
    expect(readJson(tree, '.vscode/settings.json')).toMatchObject({
      'rust-analyzer.cargo.targetDir': true,
      'python.defaultInterpreterPath': '${workspaceFolder}/.venv',
    });
    expect(writeEditorSettings(tree, 'vscode')).toEqual([]);
  });

  it('debug Python and Rust together with configurations that exist', () => {
    writeEditorSettings(tree, 'vscode');
    const launch = readJson<Launch>(tree, '.vscode/launch.json');
    expect(launch.configurations.map(({ type }) => type)).toEqual(['debugpy', 'lldb']);
    const names = launch.configurations.map(({ name }) => name);
    expect(launch.compounds.map(({ configurations }) => configurations)).toEqual([names]);
    const { recommendations } = readJson<{ recommendations: string[] }>(
      tree,
      '.vscode/extensions.json',
    );
    // The extensions that provide the types of debuggers above.
    expect(recommendations).toEqual(
      expect.arrayContaining(['ms-python.debugpy', 'vadimcn.vscode-lldb']),
    );
  });

  it('are added to those that exist', () => {
    // As create-nx-workspace writes it.
    write('extensions', '{\n  "recommendations": ["nrwl.angular-console"]\n}\n');
    write('settings', '{ "python.testing.pytestEnabled": false, "editor.tabSize": 2 }');
    const own = { name: 'Ours', type: 'node', request: 'launch' };
    write('launch', JSON.stringify({ version: '0.2.0', configurations: [own] }));
    writeEditorSettings(tree, 'vscode');
    expect(readJson(tree, '.vscode/extensions.json').recommendations).toEqual(
      expect.arrayContaining(['nrwl.angular-console', 'rust-lang.rust-analyzer']),
    );
    expect(readJson(tree, '.vscode/settings.json')).toMatchObject({
      'python.testing.pytestEnabled': false,
      'editor.tabSize': 2,
      'rust-analyzer.cargo.targetDir': true,
    });
    const { configurations } = readJson<Launch>(tree, '.vscode/launch.json');
    expect(configurations.map(({ name }) => name)).toEqual([
      'Ours',
      'Python: current file',
      'Rust: attach to a Python process',
    ]);
    expect(writeEditorSettings(tree, 'vscode')).toEqual([]);
  });

  it.each(['{\n  // ours\n  "editor.tabSize": 2\n}\n', '{ "editor.tabSize": 2, }', '[]', ''])(
    'leave a file alone that is %j, and say what it lacks',
    (text) => {
      write('settings', text);
      const [, told = ''] = writeEditorSettings(tree, 'vscode');
      expect(read('settings')).toBe(text);
      expect(told).toContain('.vscode/settings.json: unchanged');
      expect(told).toContain('"rust-analyzer.cargo.targetDir": true');
    },
  );
});

interface Launch {
  readonly configurations: readonly { readonly name: string; readonly type: string }[];
  readonly compounds: readonly { readonly configurations: readonly string[] }[];
}
