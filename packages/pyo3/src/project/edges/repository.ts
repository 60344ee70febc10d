/**
 * All projects of the repository and what each depends on. No process is started for it, and nothing
 * but text is read.
 */
import { isSameCollection, isSameData, type Memo } from '../../files/memo.ts';
import { isPyo3Error, Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { dependencyEdges } from './dependency-edges.ts';
import type { ProjectEdge } from './project-edge.ts';
import { detectProject } from '../detect/detect.ts';
import type { Manifests } from '../folder/manifests.ts';
import { moduleNameProblem } from '../distribution/module-name-problem.ts';
import { assignNames, comparePaths, withoutControl, type Claim } from '../detect/names.ts';
import { cratesOf, type Pyo3Project } from '../folder/pyo3-project.ts';
import { statedNames } from '../detect/stated-name.ts';
import { findTemplates, isInTemplate, type Template } from '../detect/template.ts';
import { deepManifests, isTooDeep } from '../paths/deep-folders.ts';
import { withoutVendored } from '../paths/vendored.ts';
import { childPath, enclosingFolders, folderOf } from '../folder/workspace-path.ts';

/** A folder with a manifest that cannot be used. */
export interface BrokenProject {
  readonly kind: 'broken';
  readonly name: string;
  readonly root: string;
  readonly error: Pyo3Error;
}

export interface Repository {
  /** Sorted by path, the shortest first. */
  readonly projects: readonly Pyo3Project[];
  readonly broken: readonly BrokenProject[];
  /** Sorted by source. A source or target that is no project is a loose crate. */
  readonly edges: readonly ProjectEdge[];
  /** Folders of crates that some project uses by path and that are no projects: excluded by the user. */
  readonly looseCrates: readonly string[];
  /** Folders that did not get the name of their manifest, since another folder has it. */
  readonly renamed: readonly {
    readonly root: string;
    readonly wanted: string;
    readonly name: string;
  }[];
  /** Folders with manifests that are no projects but the text of some. */
  readonly templates: readonly Template[];
  /** What a tool is going to refuse; the project is in the graph all the same. */
  readonly warnings: readonly Pyo3Error[];
}

/**
 * @param files paths of the Cargo.toml and pyproject.toml files to look at, in any order.
 */
export function readRepository(files: readonly string[], manifests: Manifests): Repository {
  const { memo } = manifests;
  const read = files.filter((file) => !isTooDeep(folderOf(file)));
  const all = [...new Set(read.map(folderOf))].sort(comparePaths);
  const roots = withoutVendored(all, manifests.reader);
  const templates = findTemplates(roots, manifests);
  const candidates = roots.filter((root) => !isInTemplate(root, templates));
  const found = withoutInnerCrates(
    candidates
      .map((root) => memo.get('found', root, [], () => detect(root, manifests), isSameFound))
      .filter(isPresent),
  );
  const claims = found.map((one) =>
    memo.get('claim', one.root, [one], () => claimOf(one, manifests)),
  );
  const names = assignNames(claims);
  const named = found.map((one) => {
    const name = names.get(one.root) ?? one.name;
    return memo.get('named', one.root, [one, name], () => ({ ...one, name }));
  });
  const projects = named.filter((one) => one.kind !== 'broken');
  const broken = named.filter((one) => one.kind === 'broken');
  return {
    projects,
    broken,
    ...dependencyEdges(
      projects,
      broken.map(({ root }) => root),
      manifests,
    ),
    renamed: claims.flatMap(({ root, wanted, stated }) => {
      const name = names.get(root) ?? wanted;
      return stated === undefined && name !== wanted ? [{ root, wanted, name }] : [];
    }),
    templates,
    warnings: [
      ...deepManifests(files.filter((file) => isTooDeep(folderOf(file)))),
      ...projects
        .map((one) => memo.get('warning', one.root, [one], () => moduleNameProblem(one, manifests)))
        .filter(isPresent),
    ],
  };
}

/** Folders of all projects, broken ones included; the same set for as long as they are the same. */
export function rootsOf(
  { projects, broken }: Pick<Repository, 'projects' | 'broken'>,
  memo: Memo,
): ReadonlySet<string> {
  const roots = new Set([...projects, ...broken].map(({ root }) => root));
  return memo.get('roots', '.', [roots], () => roots, isSameCollection);
}

type Found = Pyo3Project | BrokenProject;

/** An error is not data: it has a place and a cause. */
function isSameFound(one: Found | undefined, other: Found | undefined): boolean {
  return one?.kind !== 'broken' && other?.kind !== 'broken' && isSameData(one, other);
}

/** A malformed manifest costs its own project and no other. */
function detect(root: string, manifests: Manifests): Found | undefined {
  try {
    return detectProject(root, manifests);
  } catch (error) {
    return {
      kind: 'broken',
      name: brokenName(root, manifests),
      root,
      error: asPyo3Error(error, root),
    };
  }
}

/**
 * A crate inside a project's folder that the project's extension is built from (`rust/Cargo.toml`,
 * `manifest-path`) is that project's. One that lies elsewhere stays a project beside it, as does one
 * that has a pyproject.toml with a project of its own.
 */
function withoutInnerCrates(found: readonly Found[]): readonly Found[] {
  const byRoot = new Map(found.map((one) => [one.root, one]));
  return found.filter((one) => {
    const outer = enclosingFolders(one.root)
      .slice(1)
      .map((folder) => byRoot.get(folder))
      .find(isPresent);
    return outer === undefined || !isPartOf(one, outer);
  });
}

function isPartOf(one: Found, outer: Found): boolean {
  if (one.kind === 'crate') {
    const isPython = outer.kind === 'maturin' || outer.kind === 'setuptools-rust';
    return isPython && cratesOf(outer).some((crate) => crate.root === one.root);
  }
  // The outer project is broken because of this very file, and says so.
  return (
    one.kind === 'broken' &&
    outer.kind === 'broken' &&
    one.error === outer.error &&
    one.error.location?.file === childPath(one.root, 'Cargo.toml')
  );
}

function claimOf(one: Found, { reader }: Manifests): Claim {
  return {
    root: one.root,
    wanted: one.name,
    kind: one.kind === 'crate' ? 'crate' : 'python',
    ...statedNames(one.root, reader),
  };
}

/** The name that the readable one of the two manifests gives, else the folder's. */
function brokenName(root: string, manifests: Manifests): string {
  const byPyproject = attempt(() => manifests.pyproject(root)?.project?.name);
  const byCargo = attempt(() => manifests.cargo(root)?.package?.name);
  const folder = root === '.' ? 'workspace' : (root.split('/').at(-1) ?? root);
  return byPyproject ?? byCargo ?? withoutControl(folder);
}

function attempt<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function asPyo3Error(error: unknown, root: string): Pyo3Error {
  if (isPyo3Error(error)) return error;
  return new Pyo3Error({
    code: 'manifest-invalid',
    message: `The project cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    location: { file: root },
    hint: 'This is a defect of the plugin; please report it with the manifests of this folder.',
    cause: error,
  });
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
