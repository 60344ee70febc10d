import { isPlaceholder } from '../../manifest/source/manifest-source.ts';
import type { Manifests } from '../folder/manifests.ts';
import { childPath, isInside } from '../folder/workspace-path.ts';

/** A folder from which projects are made (cargo-generate, cookiecutter, copier), and the name in it. */
export interface Template {
  readonly root: string;
  /** `{{project-name}}`; absent where the manifest is no TOML because of other placeholders. */
  readonly wanted?: string;
}

/**
 * The templates among the folders, outermost only: what is inside of one belongs to it. But for the
 * repository itself: one line of its root manifest must not take every project out of the graph.
 *
 * @param roots folders with a manifest, outer ones first.
 */
export function findTemplates(roots: readonly string[], manifests: Manifests): readonly Template[] {
  const templates: Template[] = [];
  for (const root of roots) {
    if (isInTemplate(root, templates)) continue;
    const template = templateIn(root, manifests);
    if (template !== undefined) templates.push(template);
  }
  return templates;
}

export function isInTemplate(folder: string, templates: readonly Template[]): boolean {
  return templates.some(({ root }) => folder === root || (root !== '.' && isInside(folder, root)));
}

function templateIn(root: string, manifests: Manifests): Template | undefined {
  const reads = [
    ['pyproject.toml', () => manifests.pyproject(root)?.project?.name],
    ['Cargo.toml', () => manifests.cargo(root)?.package?.name],
  ] as const;
  for (const [file, read] of reads) {
    try {
      const wanted = read();
      if (wanted !== undefined && isPlaceholder(wanted)) return { root, wanted };
    } catch {
      const isTemplate = root !== '.' && isPlaceholder(textOf(childPath(root, file), manifests));
      if (isTemplate) return { root };
    }
  }
  return undefined;
}

function textOf(path: string, { reader }: Manifests): string {
  try {
    return reader.read(path) ?? '';
  } catch {
    return '';
  }
}
