import type { CreateNodesResultV2 } from '@nx/devkit';
import type { Observations } from '../files/observing-reader.ts';
import { envFilesOf } from '../project/paths/env-files.ts';
import { outsidePaths } from '../project/detect/outside-repository.ts';
import { folderOf } from '../project/folder/workspace-path.ts';
import { hashesIgnored } from '../environment/nx-installation.ts';
import { readsText } from '../observe/reads-file.ts';
import { parseReads, type ReadsRecord } from '../observe/reads-record.ts';
import { readsToDeclare } from '../observe/reads-to-declare.ts';
import { withRecordedReads } from '../targets/recorded-inputs.ts';
import { interpreterOptions } from '../targets/interpreter-options.ts';
import { usesOfProjects } from '../targets/project-uses.ts';
import { isSameData } from '../files/memo.ts';
import { rootsOf } from '../project/edges/repository.ts';
import { externalNodesOf } from './external-nodes.ts';
import { fingerprintCommand } from '../fingerprint/command.ts';
import type { Graph, GraphRequest } from './graph.ts';
import { decisionsIn, errorsIn, outsideHints, readHints } from './hints.ts';
import { declaredInputsOf, installsOf, targetNamesOf, wheelSettingsOf } from './plugin-options.ts';
import { wheelsOf } from './wheels-of.ts';
import { brokenConfiguration, projectConfiguration } from './project-configuration.ts';
import type { SeenImports } from './python-imports.ts';
import { withReadsOfCargo } from './reads-of-cargo.ts';
import type { Remembered } from './remembered.ts';
import { releaseConfiguration } from './release-configuration.ts';
import { readSnapshot, type Snapshot } from './repository-snapshot.ts';
import { malformedSettings, unreadFiles, unusedIgnoreFiles } from './unread-files.ts';

export { nothingRemembered } from './remembered.ts';

/** A graph, and all that was looked at for it. */
export interface MadeGraph {
  readonly graph: Graph;
  readonly observations: Observations;
  readonly imports: SeenImports;
}

/**
 * The graph of the disk as it is. No process is started, and a malformed manifest costs its own
 * project only.
 *
 * @throws Pyo3Error `option-invalid` when the plugin's options in nx.json cannot be used.
 */
export async function makeGraph(request: GraphRequest, remembered: Remembered): Promise<MadeGraph> {
  const files = [...request.files].sort();
  const snapshot = await readSnapshot(files, request.workspaceRoot, remembered);
  const { repository, externals, imports } = snapshot;
  const reads = parseReads(readsText(request.workspaceRoot, process.env));
  const outside = outsidePaths(
    repository.projects,
    rootsOf(repository, snapshot.manifests.memo),
    repository.looseCrates,
    snapshot.manifests,
  );
  const { reader } = snapshot.manifests;
  const envFiles = repository.projects.map(({ root }) => envFilesOf(root, reader));
  const nodes = nodesOf(
    { ...request, files },
    {
      ...snapshot,
      repository: withReadsOfCargo(snapshot, reads, targetNamesOf(request.options)),
    },
    reads,
  );
  const observations = snapshot.observations();
  const graph: Graph = {
    nodes,
    edges: repository.edges,
    packages: externals.packages.map(({ key, dependencies }) => ({ key, dependencies })),
    packageEdges: externals.edges,
    pythonRoots: repository.projects
      .filter(({ distribution }) => distribution !== undefined)
      .map(({ root }) => root)
      .sort(),
    outside: outside.map(({ path }) => path),
    ignoredEnvFiles: [...new Set(envFiles.flatMap(({ ignored }) => ignored))].sort(),
    errors: errorsIn(repository, externals, [
      ...unreadFiles(observations, reader),
      ...malformedSettings(observations, reader, snapshot.manifests.memo),
      ...unusedIgnoreFiles(observations, reader),
      ...snapshot.unreadPython,
    ]),
    decisions: decisionsIn(repository),
    hints: [...outsideHints(outside), ...readHints(readsToDeclare(reads, repository.projects))],
  };
  remembered.memo.sweep();
  return { graph, imports, observations };
}

function nodesOf(
  { files, options, workspaceRoot }: GraphRequest,
  { repository, externals, manifests, outside }: Snapshot,
  reads: ReadsRecord,
): CreateNodesResultV2 {
  const names = targetNamesOf(options);
  const installs = installsOf(options);
  const wheelSettings = wheelSettingsOf(options);
  const uses = usesOfProjects(repository, manifests, declaredInputsOf(options), outside);
  const fingerprint = fingerprintCommand(workspaceRoot);
  const stated = JSON.stringify(options);
  const canHashIgnored = () => hashesIgnored(workspaceRoot);
  const configurations = [
    ...repository.projects.flatMap((project) => {
      const used = uses.get(project.root);
      if (used === undefined) return [];
      const { root } = project;
      const recorded = Object.hasOwn(reads, root) ? reads[root] : undefined;
      const isHashed = recorded !== undefined && canHashIgnored();
      const inputs = [project, used, fingerprint, stated, JSON.stringify(recorded), isHashed];
      const make = () => {
        const interpreters = interpreterOptions(project, manifests.reader);
        const wheels = wheelsOf(project, used, manifests, wheelSettings);
        const envFiles = envFilesOf(root, manifests.reader).hashed;
        const context = {
          project,
          names,
          installs,
          uses: used,
          fingerprint,
          wheels,
          envFiles,
          interpreters,
        };
        const configuration = projectConfiguration(
          context,
          releaseConfiguration(project, manifests),
        );
        return recorded ? withRecordedReads(configuration, recorded, isHashed) : configuration;
      };
      return [manifests.memo.get('configuration', root, inputs, make, isSameData)];
    }),
    ...repository.broken.map((project) => brokenConfiguration(project, names)),
  ];
  const sourceOf = sourceFiles(files);
  const nodes = configurations.map((project): CreateNodesResultV2[number] => [
    sourceOf.get(project.root) ?? project.root,
    { projects: { [project.root]: project } },
  ]);
  const [firstFile] = files;
  if (firstFile === undefined) return nodes;
  const all = [...uses.values()];
  const externalNodes = manifests.memo.get(
    'external-nodes',
    '.',
    [externals.packages, ...all],
    () => externalNodesOf(externals, all),
  );
  return [...nodes, [firstFile, { externalNodes }]];
}

/** The manifest that Nx names as the origin of each folder's project: pyproject.toml before others. */
function sourceFiles(sortedFiles: readonly string[]): ReadonlyMap<string, string> {
  const manifests = sortedFiles.filter((file) => file.endsWith('.toml'));
  return new Map([...sortedFiles, ...manifests].map((file) => [folderOf(file), file]));
}
