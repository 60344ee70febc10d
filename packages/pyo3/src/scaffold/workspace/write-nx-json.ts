import { updateNxJson, writeJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';

/**
 * Writes nx.json. `updateNxJson` of Nx changes the file only where it exists, but Nx runs in a folder
 * without it, too.
 */
export function writeNxJson(tree: Tree, nxJson: NxJsonConfiguration): void {
  if (tree.exists('nx.json')) updateNxJson(tree, nxJson);
  else
    writeJson(tree, 'nx.json', { $schema: './node_modules/nx/schemas/nx-schema.json', ...nxJson });
}
