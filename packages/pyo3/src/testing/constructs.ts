import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { libraryGenerator } from '../generators/library/generator.ts';
import type { LibraryGeneratorOptions } from '../generators/library/options.ts';

/** A workspace with the library `fast` in `libs/fast`. */
export async function treeWithLibrary(
  options: Partial<LibraryGeneratorOptions> = {},
): Promise<Tree> {
  const tree = createTreeWithEmptyWorkspace();
  await libraryGenerator(tree, { directory: 'libs/fast', skipFormat: true, ...options });
  return tree;
}

/** What the library's files say after something was done, one after the other. */
export async function changedFiles(tree: Tree, change: () => Promise<void>): Promise<string> {
  const before = contents(tree);
  await change();
  return [...contents(tree)]
    .filter(([file, text]) => before.get(file) !== text)
    .map(([file, text]) => `--- ${file}\n${text}`)
    .join('\n');
}

/** The message and hint of what is refused; fails the test when anything was written. */
export async function refusal(tree: Tree, run: () => Promise<unknown>): Promise<string> {
  const before = JSON.stringify([...contents(tree)]);
  const said = await run().then(
    () => 'nothing was refused',
    (error: { message: string; hint?: string }) => `${error.message} ${error.hint ?? ''}`,
  );
  return JSON.stringify([...contents(tree)]) === before ? said : `${said}, but files were written`;
}

function contents(tree: Tree): ReadonlyMap<string, string> {
  return new Map(tree.listChanges().map(({ path, content }) => [path, content?.toString() ?? '']));
}
