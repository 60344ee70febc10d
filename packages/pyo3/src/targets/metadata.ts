import type { TargetConfiguration } from '@nx/devkit';
import { cratesOf, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import type { TargetContext } from './target-context.ts';
import type { TargetId } from './target-names.ts';

type Metadata = NonNullable<TargetConfiguration['metadata']>;
type Example = NonNullable<Metadata['help']>['example'];

/** What `nx show project` and Nx Console show of a target. */
export function describeTarget(
  { project, names }: TargetContext,
  target: TargetId,
  shown: { readonly description: string; readonly example: Example },
): Metadata {
  return {
    description: shown.description,
    technologies: [...technologiesOf(project)],
    help: {
      command: `npx nx run ${project.name}:${names[target] ?? target} --help`,
      example: shown.example,
    },
  };
}

export function technologiesOf(project: Pyo3Project): readonly string[] {
  const isExtension = project.kind === 'maturin' || project.kind === 'setuptools-rust';
  return [
    ...(cratesOf(project).length > 0 ? ['rust'] : []),
    ...(isExtension ? ['pyo3'] : []),
    ...(project.distribution !== undefined ? ['python'] : []),
  ];
}

/**
 * The tools of a target that looks at both languages: one for Rust, and ruff where the repository names
 * it. Where the Python is left out, the options say so: they are in the key, so that a repository
 * that begins to use ruff gets no result from before.
 */
export function namedTools(
  { project, uses }: TargetContext,
  forRust: 'clippy' | 'rustfmt',
): {
  readonly tools: readonly string[];
  readonly options: { readonly options?: { readonly tools: readonly string[] } };
} {
  const tools = [
    ...(cratesOf(project).length > 0 ? [forRust] : []),
    ...(uses.namesRuff ? ['ruff'] : []),
  ];
  const isPartly = project.distribution !== undefined && !uses.namesRuff;
  return { tools, options: isPartly ? { options: { tools } } : {} };
}
