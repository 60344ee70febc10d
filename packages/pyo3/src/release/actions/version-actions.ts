/**
 * How `nx release` versions the projects of this plugin. Nx works in SemVer; pyproject.toml and Python
 * requirements get the PEP 440 form. All files are changed in Nx's tree, so they show in --dry-run, and
 * an error in any project leaves all files as they were.
 */
import { join } from 'node:path/posix';
import type { ProjectGraph, ProjectGraphDependency, Tree } from '@nx/devkit';
import { VersionActions } from 'nx/release';
import { renderError } from '../../diagnostics/render.ts';
import type { EdgeKind } from '../../project/edges/project-edge.ts';
import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { versionIn, type FileEdit, type Snapshot } from '../edits/file-edit.ts';
import { raisedRequirements, requirementsOn } from '../edits/raise-requirements.ts';
import { requireReleasable, requireSayable } from '../edits/refusals.ts';
import { releasedBy, versionEdits } from '../edits/version-edits.ts';
import { semverForm } from '../versions/two-worlds.ts';
import { noteChange } from './after-all.ts';
import { currentVersionOnIndex } from './current-version.ts';
import { groupsOf, snapshotOf } from './snapshot.ts';
import { withoutSharedInputs } from './without-shared-inputs.ts';

export { afterAllProjectsVersioned } from './after-all.ts';

/** Dependencies that are part of what is published; tests and groups are not. */
const published: ReadonlySet<EdgeKind> = new Set<EdgeKind>([
  'cargo-normal',
  'cargo-build',
  'python-dependency',
  'python-extra',
  'python-build',
]);

export default class Pyo3VersionActions extends VersionActions {
  override validManifestFilenames = ['Cargo.toml', 'pyproject.toml'];
  /** Only versions change, so Prettier has nothing to do. */
  override excludeManifestsFromFormatting = true;

  /** Nx would expect the first of `validManifestFilenames` in every project. */
  override async init(tree: Tree): Promise<void> {
    await super.init(tree);
    const { root } = this.projectGraphNode.data;
    const files = this.validManifestFilenames.map((name) => join(root, name));
    this.manifestsToUpdate = files
      .filter((path) => tree.exists(path))
      .map((manifestPath) => ({ manifestPath, preserveLocalDependencyProtocols: true }));
    const { name, projectsRelationship } = this.releaseGroup;
    groupsOf(tree).set(folderIn(root), { name, isFixed: projectsRelationship === 'fixed' });
  }

  /** The place for refusals: Nx shows what is thrown here, and nothing is written yet. */
  override async validate(tree: Tree): Promise<void> {
    const { project, snapshot } = await this.lookAt(tree);
    const groups = groupsOf(tree);
    shown(() => {
      requireReleasable(project, (root) => groups.get(root), snapshot);
    });
  }

  override async calculateNewVersion(
    ...parameters: Parameters<VersionActions['calculateNewVersion']>
  ): ReturnType<VersionActions['calculateNewVersion']> {
    const result = await super.calculateNewVersion(...parameters);
    const project = projects.get(this);
    if (project !== undefined) {
      shown(() => {
        requireSayable(project, parameters[0], result.newVersion);
      });
    }
    return result;
  }

  /**
   * Nx replaces every error that is thrown here, so a version that it cannot use is reported by
   * `validate`.
   */
  override async readCurrentVersionFromSourceManifest(
    tree: Tree,
  ): Promise<{ currentVersion: string; manifestPath: string }> {
    const { project, snapshot } = await this.lookAt(tree);
    const manifestPath = project.distribution?.pyprojectPath ?? join(project.root, 'Cargo.toml');
    const stated = versionIn(snapshot, project);
    if (stated.kind !== 'written') return { currentVersion: '0.0.0', manifestPath };
    const form = semverForm(stated.version);
    return {
      currentVersion: 'version' in form ? form.version : '0.0.0',
      manifestPath: stated.places[0]?.file ?? manifestPath,
    };
  }

  /** Nx shows the text of an answer without a version; it would hide what is thrown. */
  override async readCurrentVersionFromRegistry(
    tree: Tree,
    metadata?: Record<string, unknown>,
  ): Promise<{ currentVersion: string | null; logText: string }> {
    const { project, snapshot } = await this.lookAt(tree);
    return currentVersionOnIndex(project, this.projectGraphNode, metadata, snapshot.manifests);
  }

  override async readDependencies(
    tree: Tree,
    graph: ProjectGraph,
  ): Promise<ProjectGraphDependency[]> {
    withoutSharedInputs(graph);
    const { project, snapshot } = await this.lookAt(tree);
    const targets = new Set(
      snapshot.repository.edges
        .filter(({ source, kind }) => source === project.root && published.has(kind))
        .map(({ target }) => target),
    );
    const all = await super.readDependencies(tree, graph);
    return all.filter(({ target }) => {
      const root = folderIn(graph.nodes[target]?.data.root ?? '');
      return targets.has(root) || !snapshot.byRoot.has(root);
    });
  }

  override async readCurrentVersionOfDependency(
    tree: Tree,
    graph: ProjectGraph,
    dependency: string,
  ): Promise<{ currentVersion: string | null; dependencyCollection: string | null }> {
    const { snapshot, files } = await this.lookAt(tree);
    const project = projectAt(graph.nodes[dependency]?.data.root, snapshot);
    const nothing = { currentVersion: null, dependencyCollection: null };
    if (project === undefined) return nothing;
    const released = releasedBy(project, '', snapshot);
    const [place] = requirementsOn(snapshot.requirements, released).filter(({ file }) =>
      files.has(file),
    );
    const stated = versionIn(snapshot, project);
    if (place === undefined || stated.kind === 'unknown') return nothing;
    const form = stated.kind === 'written' ? semverForm(stated.version) : { version: '0.0.0' };
    const collection = place.path.slice(0, -1).filter((part) => typeof part === 'string');
    return {
      currentVersion: 'version' in form ? form.version : null,
      dependencyCollection: collection.join('.'),
    };
  }

  override async updateProjectVersion(tree: Tree, newVersion: string): Promise<string[]> {
    const { project, snapshot } = await this.lookAt(tree);
    const stated = versionIn(snapshot, project);
    if (stated.kind === 'tags') {
      return [`🏷️  ${stated.tool} takes the version from git tags, so no file was changed`];
    }
    const changed = shown(() => {
      requireSayable(project, null, newVersion);
      return this.write(tree, versionEdits(project, newVersion, this.keepsMatching(), snapshot));
    });
    const apart = stated.kind === 'written' ? stated.apart : [];
    return [
      ...(changed.length === 0
        ? []
        : [`✍️  New version ${newVersion} written to ${changed.join(', ')}`]),
      ...apart.map(
        ({ crate, version }) =>
          `ℹ️  ${crate.manifestPath} keeps its own version ${version}, which differs from that of ${project.name}`,
      ),
    ];
  }

  override async updateProjectDependencies(
    tree: Tree,
    graph: ProjectGraph,
    dependencies: Record<string, string>,
  ): Promise<string[]> {
    const { snapshot, files } = await this.lookAt(tree);
    const edits = shown(() =>
      Object.entries(dependencies).flatMap(([name, prefixed]) => {
        const project = projectAt(graph.nodes[name]?.data.root, snapshot);
        if (project === undefined) return [];
        const version = prefixed.replace(/^[~^=]/, '');
        const released = releasedBy(project, version, snapshot);
        const places = requirementsOn(snapshot.requirements, released);
        const own = places.filter(({ file, path }) => files.has(file) && path[0] !== 'workspace');
        const { reader } = snapshot.manifests;
        return raisedRequirements(own, version, this.keepsMatching(), reader);
      }),
    );
    const changed = this.write(tree, edits);
    return changed.length === 0
      ? []
      : [`✍️  Requirements on released projects updated in ${changed.join(', ')}`];
  }

  /** Nx's option; a list, as for npm, is read as true. */
  private keepsMatching(): boolean {
    return this.finalConfigForProject.preserveMatchingDependencyRanges !== false;
  }

  private async lookAt(tree: Tree): Promise<{
    readonly project: Pyo3Project;
    readonly snapshot: Snapshot;
    /** The manifests of the project. */
    readonly files: ReadonlySet<string>;
  }> {
    const snapshot = await snapshotOf(tree);
    const { name, data } = this.projectGraphNode;
    const project = projectAt(data.root, snapshot);
    if (project === undefined) {
      const broken = snapshot.repository.broken.find(({ root }) => root === folderIn(data.root));
      if (broken !== undefined) throw new Error(renderError(broken.error));
      throw new Error(`${name} has neither a Cargo.toml nor a pyproject.toml in ${data.root}.`);
    }
    projects.set(this, project);
    const manifests = [
      ...cratesOf(project).map((crate) => crate.manifestPath),
      project.distribution?.pyprojectPath,
    ];
    return { project, snapshot, files: new Set(manifests.filter((file) => file !== undefined)) };
  }

  /** Returns the files that have another text now. */
  private write(tree: Tree, edits: readonly FileEdit[]): readonly string[] {
    const changed = new Set<string>();
    for (const { file, edit } of edits) {
      const before = tree.read(file, 'utf-8');
      if (before === null) continue;
      const after = edit(before);
      if (after === before) continue;
      tree.write(file, after);
      changed.add(file);
      noteChange(file);
      if (!this.manifestsToUpdate.some(({ manifestPath }) => manifestPath === file)) {
        // Nx 23 and later leave the formatting of what is listed here alone.
        this.manifestsToUpdate.push({ manifestPath: file, preserveLocalDependencyProtocols: true });
      }
    }
    return [...changed];
  }
}

/** Nx's class has public fields only, and a private one of ours would be printed with it. */
const projects = new WeakMap<VersionActions, Pyo3Project>();

function projectAt(root: string | undefined, { byRoot }: Snapshot): Pyo3Project | undefined {
  return root === undefined ? undefined : byRoot.get(folderIn(root));
}

const folderIn = (root: string): string => (root === '' ? '.' : root);

/** Nx prints the message of an error and nothing else. */
function shown<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Error(renderError(error), { cause: error });
  }
}
