import {
  formatFiles,
  installPackagesTask,
  readJson,
  writeJson,
  type GeneratorCallback,
  type Tree,
} from '@nx/devkit';
import { prepareWorkspace } from './prepare-workspace.ts';
import { writeReadme } from './workspace-readme.ts';
import type { PresetGeneratorOptions } from '../../generators/preset/options.ts';

interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const plugin = 'pyo3';

/** A new workspace: what `init` does, and the plugin among the devDependencies. */
export async function newWorkspace(
  tree: Tree,
  options: PresetGeneratorOptions,
): Promise<GeneratorCallback> {
  const tell = await prepareWorkspace(tree, options.editor);
  const hasMoved = moveToDevDependencies(tree);
  writeReadme(tree, nameOf(tree, options));
  if (!options.skipFormat) await formatFiles(tree);
  return async () => {
    if (hasMoved) installPackagesTask(tree);
    await tell();
  };
}

/** As it was typed; the package is called `@myrepo/source`. */
function nameOf(tree: Tree, { name }: PresetGeneratorOptions): string {
  const scoped = /^@([^/]+)\/source$/;
  const stated = readJson<{ readonly name?: string }>(tree, 'package.json').name;
  return name ?? stated?.replace(scoped, '$1') ?? 'Workspace';
}

/** create-nx-workspace installs a preset among `dependencies`, but nothing needs it at run time. */
function moveToDevDependencies(tree: Tree): boolean {
  const manifest = readJson<PackageJson>(tree, 'package.json');
  const version = manifest.dependencies?.[plugin];
  if (version === undefined) return false;
  const others = Object.entries(manifest.dependencies ?? {}).filter(([name]) => name !== plugin);
  writeJson(tree, 'package.json', {
    ...manifest,
    dependencies: Object.fromEntries(others),
    devDependencies: sortedByKey({ ...manifest.devDependencies, [plugin]: version }),
  });
  return true;
}

function sortedByKey(versions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(versions).sort(([a], [b]) => a.localeCompare(b)));
}
