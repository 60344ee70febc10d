import { posix } from 'node:path';
import { readJson, type Tree } from '@nx/devkit';
import {
  addToDependencyGroup,
  addUvMember,
  createRootPyproject,
  setToolUvPackageFalse,
} from '../../manifest/edit/pyproject-edit.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import { findUvRoot } from '../../project/distribution/uv-workspace.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { insertKey } from '../../toml/edit.ts';
import { isTable } from '../../toml/table.ts';
import { missingTools } from './missing-tools.ts';
import type { Survey } from './repository-survey.ts';

const rootPyproject = 'pyproject.toml';

/** The tools of the targets, in the root's group `dev`, which uv installs by default. */
const developmentTools: readonly string[] = ['maturin>=1.16,<2.0', 'mypy', 'pytest', 'ruff'];

/**
 * Makes the root a uv workspace with the development tools, or gives the root's pyproject.toml what
 * it lacks of that. A root that is a package itself stays one.
 */
export function ensureUvWorkspace(tree: Tree, survey: Survey): void {
  const pyproject = survey.manifests.pyproject('.');
  if (pyproject === undefined) {
    tree.write(rootPyproject, newRoot(tree));
    return;
  }
  if (pyproject.uv.workspace) return;
  const missing = missingTools(developmentTools, [pyproject]);
  const before = tree.read(rootPyproject, 'utf-8') ?? '';
  const withTools = withDevelopmentTools(before, missing);
  const unbuilt = isTable(pyproject.document['project'])
    ? withTools
    : setToolUvPackageFalse(withTools);
  tree.write(rootPyproject, insertKey(unbuilt, ['tool', 'uv', 'workspace'], 'members', []));
}

function withDevelopmentTools(text: string, tools: readonly string[]): string {
  return tools.reduce((edited, tool) => addToDependencyGroup(edited, 'dev', tool), text);
}

function newRoot(tree: Tree): string {
  return createRootPyproject({
    name: rootName(tree),
    requiresPython: '>=3.9',
    members: [],
    dev: developmentTools,
  });
}

/** Makes the library a member of the nearest uv workspace, which is made at the root if there is none. */
export function joinUvWorkspace(tree: Tree, directory: string, survey: Survey): void {
  const home = findUvRoot(posix.dirname(directory), survey.manifests)?.folder;
  if (home === undefined) ensureUvWorkspace(tree, survey);
  addMember(tree, home ?? '.', directory);
}

/** Makes a folder a member of the uv workspace around it, if there is one. */
export function keepUvMember(tree: Tree, directory: string, manifests: Manifests): void {
  const home = findUvRoot(directory, manifests)?.folder;
  if (home !== undefined) addMember(tree, home, directory);
}

function addMember(tree: Tree, home: string, directory: string): void {
  const path = childPath(home, rootPyproject);
  const before = tree.read(path, 'utf-8') ?? '';
  const after = addUvMember(before, posix.relative(home, directory));
  if (after !== before) tree.write(path, after);
}

/**
 * The name of the root's project: it is in uv.lock, and must differ from those of all members, so
 * it ends in `-workspace`.
 */
function rootName(tree: Tree): string {
  const manifest = tree.exists('package.json')
    ? readJson<{ name?: string }>(tree, 'package.json')
    : {};
  // create-nx-workspace calls the package of the repository `x` `@x/source`.
  const name =
    manifest.name
      ?.replace(/\/source$/, '')
      .split('/')
      .at(-1) ?? '';
  const words = normalizeDistributionName(name.replaceAll(/[^A-Za-z0-9._-]+/g, '-'));
  const base = words.replaceAll(/^-+|-+$/g, '');
  return base === '' ? 'workspace' : `${base.replace(/-workspace$/, '')}-workspace`;
}
