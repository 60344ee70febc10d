import { valueAt } from '../../toml/data-path.ts';
import type { TomlPath } from '../../toml/locate.ts';
import type { CargoDependency } from './cargo-dependency.ts';
import type { CargoManifest } from './cargo.ts';

const tablesOfKind = {
  normal: ['dependencies'],
  dev: ['dev-dependencies', 'dev_dependencies'],
  build: ['build-dependencies', 'build_dependencies'],
} as const;

/** An entry of a dependency table, or of `[workspace.dependencies]` if `shared`. */
export type CargoEntry = CargoDependency & { readonly shared?: boolean };

/** Where the `version` of a dependency is written, or would be. */
export function versionPathOf(dependency: CargoEntry, { document }: CargoManifest): TomlPath {
  const { alias, kind, target, shared = false } = dependency;
  const outer = target === undefined ? [] : ['target', target];
  const table = shared
    ? ['workspace', 'dependencies']
    : [
        ...outer,
        tablesOfKind[kind].find((key) => valueAt(document, [...outer, key, alias])) ?? kind,
      ];
  return [...table, alias, 'version'];
}
