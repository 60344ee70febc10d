import { offsetFromRoot, readNxJson, readJson, writeJson, type Tree } from '@nx/devkit';
import { childPath } from '../../project/folder/workspace-path.ts';
import type { Library } from '../library/shape.ts';

interface ProjectJson {
  readonly name?: string;
  readonly $schema?: string;
  readonly targets?: Readonly<Record<string, { readonly options?: object }>>;
}

/**
 * Enables the feature for the crate's Rust tests and clippy, which otherwise use only its default
 * features. The options are written to project.json, which repeats the project's name, because Nx
 * would use the folder's.
 */
export function testWithFeature(tree: Tree, { directory, name }: Library, feature: string): void {
  const file = childPath(directory, 'project.json');
  const before: ProjectJson = tree.exists(file)
    ? readJson<ProjectJson>(tree, file)
    : {
        ...{
          name,
          $schema: `${offsetFromRoot(directory)}node_modules/nx/schemas/project-schema.json`,
        },
      };
  const names = ['cargo-test', 'lint'].flatMap((id) => targetName(tree, id) ?? []);
  const targets = names.map((target) => {
    const stated = before.targets?.[target];
    return [target, { ...stated, options: { ...stated?.options, features: [feature] } }] as const;
  });
  if (targets.length === 0) return;
  writeJson(tree, file, {
    ...before,
    targets: { ...before.targets, ...Object.fromEntries(targets) },
  });
}

/**
 * The target's name according to the plugin's options in nx.json; `undefined` if it is switched
 * off.
 */
function targetName(tree: Tree, id: string): string | undefined {
  const entry = readNxJson(tree)?.plugins?.find(
    (one) => typeof one !== 'string' && /^pyo3(?:\/plugin)?$/.test(one.plugin),
  );
  const options = typeof entry === 'object' ? (entry.options as Renaming | undefined) : undefined;
  const name = options?.targets?.[id] ?? id;
  return typeof name === 'string' ? name : name ? id : undefined;
}

interface Renaming {
  readonly targets?: Readonly<Record<string, string | boolean>>;
}
