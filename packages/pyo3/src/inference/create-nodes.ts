import type { CreateNodesV2, CreateNodesResultV2 } from '@nx/devkit';
import type { Repository } from '../project/repository.ts';
import type { Externals } from '../project/externals.ts';
import { childPath, folderOf } from '../project/workspace-path.ts';
import { usesOfProjects } from '../targets/project-uses.ts';
import { renderError } from '../diagnostics/render.ts';
import { externalNodesOf } from './external-nodes.ts';
import { fingerprintCommand } from './fingerprint-command.ts';
import type { Pyo3PluginOptions } from './options.ts';
import { declaredInputsOf, targetNamesOf } from './plugin-options.ts';
import { brokenConfiguration, projectConfiguration } from './project-configuration.ts';
import { writeProjectList } from './project-list.ts';
import { readForNodes } from './repository-snapshot.ts';
import { reportOnce } from './report.ts';

/**
 * The projects of the repository by its manifests. It starts no process, and no malformed manifest
 * stops it: that costs its own project.
 *
 * @throws Pyo3Error `option-invalid` when the plugin's options in nx.json cannot be used.
 */
export const createNodes: CreateNodesV2<Pyo3PluginOptions> = [
  '{**/Cargo.toml,**/pyproject.toml}',
  async (files, options, { workspaceRoot }) => {
    const names = targetNamesOf(options);
    const { repository, externals, manifests } = await readForNodes(files, workspaceRoot);
    reportProblems(repository, externals);
    writeProjectList(workspaceRoot, repository);
    const uses = usesOfProjects(repository, manifests, declaredInputsOf(options));
    const fingerprint = fingerprintCommand(workspaceRoot);
    const sourceOf = sourceFiles(files);
    const configurations = [
      ...repository.projects.flatMap((project) => {
        const used = uses.get(project.root);
        if (used === undefined) return [];
        return [projectConfiguration({ project, names, uses: used, fingerprint })];
      }),
      ...repository.broken.map((project) => brokenConfiguration(project, names)),
    ];
    const nodes = configurations.map((project): CreateNodesResultV2[number] => [
      sourceOf.get(project.root) ?? project.root,
      { projects: { [project.root]: project } },
    ]);
    const [firstFile] = files;
    if (firstFile === undefined) return nodes;
    const externalNodes = externalNodesOf(externals, [...uses.values()]);
    return [...nodes, [firstFile, { externalNodes }] as const];
  },
];

/** The manifest that Nx names as the origin of each folder's project: pyproject.toml before Cargo.toml. */
function sourceFiles(files: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...files].sort().map((file) => [folderOf(file), file]));
}

function reportProblems(
  { broken, renamed, templates, warnings }: Repository,
  { broken: brokenLocks, missing }: Externals,
): void {
  for (const { error } of broken) reportOnce(renderError(error));
  for (const error of brokenLocks) reportOnce(renderError(error));
  for (const error of warnings) reportOnce(renderError(error));
  for (const { root, wanted } of templates) {
    const reason = wanted === undefined ? 'its manifest has placeholders' : `it is for "${wanted}"`;
    reportOnce(
      `${root}: this is a template (${reason}) and so no project.\n` +
        '  → To silence this, write the folder into .nxignore.',
    );
  }
  for (const { root, wanted, name } of renamed) {
    reportOnce(
      `${root}: the project is called "${name}", since another project is called "${wanted}".\n` +
        `  → To choose a name, write a project.json with it: { "name": "…" }`,
    );
  }
  const [first] = missing;
  if (first === undefined) return;
  const others = missing.length > 1 ? ` and ${String(missing.length - 1)} more` : '';
  reportOnce(
    `${first}${others} does not exist: which versions of crates were used is not in any cache key.\n` +
      `  → Make it and commit it: cargo generate-lockfile --manifest-path ${childPath(folderOf(first), 'Cargo.toml')}`,
  );
}
