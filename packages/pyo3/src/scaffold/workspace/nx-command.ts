import { detectPackageManager, type Tree } from '@nx/devkit';
import { commandWith, ownScript } from '../../environment/nx-installation.ts';

/** What a user of this repository types for `nx`, with what the generator has changed so far. */
export function nxCommand(tree: Tree): string {
  if (tree.exists(ownScript.file)) return ownScript.command;
  return commandWith(detectPackageManager(tree.root));
}
