import type { ProjectGraphProjectNode } from '@nx/devkit';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { oneLine } from '../../diagnostics/render.ts';
import type { ReleasePublishExecutorOptions } from '../../executors/release-publish/options.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { publishedVersion } from '../../publish/published-version.ts';

/** What Nx's resolver `registry` asks for: the newest published version, or why there is none. */
export async function currentVersionOnIndex(
  project: Pyo3Project,
  { data }: ProjectGraphProjectNode,
  /** `currentVersionResolverMetadata`; `registry` in it names the index or the registry. */
  metadata: Readonly<Record<string, unknown>> | undefined,
  manifests: Manifests,
): Promise<{ currentVersion: string | null; logText: string }> {
  const options = (data.targets?.['nx-release-publish']?.options ??
    {}) as ReleasePublishExecutorOptions;
  const registry = metadata?.['registry'];
  try {
    const { version, source } = await publishedVersion(project, {
      manifests,
      asked: typeof registry === 'string' ? registry : undefined,
      options,
      env: process.env,
    });
    return { currentVersion: version ?? null, logText: oneLine(source) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const hint = isPyo3Error(error) && error.hint !== undefined ? ` ${error.hint}` : '';
    return { currentVersion: null, logText: oneLine(`${message}${hint}`) };
  }
}
