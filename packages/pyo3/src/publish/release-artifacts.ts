/** The files of one version of a distribution, as builds left them in the project. */
import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { pythonForm } from '../release/versions/two-worlds.ts';
import { artifactName, artifactsOf, outputFolder, type ArtifactKind } from '../wheels/artifacts.ts';

/** Where the targets of a project write; relative to the workspace root. */
export interface ArtifactFolders {
  /** One for each wheel of the matrix; empty for a project without one. */
  readonly wheels: readonly { readonly tag: string; readonly folder: string }[];
  /** The folder of `build`. */
  readonly build: string;
  readonly sdist: string;
  /** Whether the project has a target that packs its sources. */
  readonly needsSdist: boolean;
}

export interface Artifact {
  readonly kind: ArtifactKind;
  readonly file: string;
  /** Relative to the workspace root. */
  readonly path: string;
}

export interface ArtifactReport {
  readonly artifacts: readonly Artifact[];
  /** What is not there, as phrases. */
  readonly missing: readonly string[];
  /** Paths of files that must not be published with this version. */
  readonly unexpected: readonly string[];
  /** Wheels of `build` beside a matrix, which are not published. */
  readonly apart: readonly string[];
}

/** By the executors of a project's targets, so that `out` and the names of targets may be anything. */
export function artifactFolders(
  root: string,
  targets: Readonly<Record<string, TargetConfiguration>>,
): ArtifactFolders {
  const all = Object.values(targets);
  const optionsOf = (executor: string) =>
    all
      .filter((target) => target.executor === executor)
      .map(({ options }) => (options ?? {}) as { readonly out?: string; readonly tag?: string });
  const [sdist] = optionsOf('pyo3:sdist');
  const inProject = (out: string | undefined, otherwise: string) =>
    outputFolder(out ?? `{projectRoot}/${otherwise}`, root);
  return {
    wheels: optionsOf('pyo3:wheel').flatMap(({ tag, out }) =>
      tag === undefined ? [] : [{ tag, folder: inProject(out, `dist/wheels/${tag}`) }],
    ),
    build: inProject(optionsOf('pyo3:build')[0]?.out, 'dist'),
    sdist: inProject(sdist?.out, 'dist'),
    needsSdist: sdist !== undefined,
  };
}

/**
 * The artifacts of one version: with a matrix exactly one wheel in the folder of each of its tags,
 * otherwise every wheel in the folder of `build`, and the sdist.
 *
 * @param version as either notation writes it.
 * @param namesIn the names in a folder; empty where there is none.
 */
export function findArtifacts(
  normalizedName: string,
  version: string,
  folders: ArtifactFolders,
  namesIn: (folder: string) => readonly string[],
): ArtifactReport {
  const wanted = pythonForm(version) ?? version;
  const look = (folder: string, kind: ArtifactKind) => {
    const all = artifactsOf(normalizedName, kind, namesIn(folder)).map((file) => ({
      kind,
      file,
      path: posix.join(folder, file),
    }));
    const isWanted = ({ file }: Artifact) => {
      const stated = artifactName(kind, file)?.version ?? '';
      return (pythonForm(stated) ?? stated) === wanted;
    };
    return { own: all.filter(isWanted), others: all.filter((one) => !isWanted(one)) };
  };
  const built = look(folders.build, 'wheel');
  const sdists = look(folders.sdist, 'sdist');
  const hasMatrix = folders.wheels.length > 0;
  const matrix = folders.wheels.map(({ tag, folder }) => ({ tag, ...look(folder, 'wheel') }));
  const strays = hasMatrix ? strayFolders(folders, namesIn) : [];
  const wheels = hasMatrix ? matrix.flatMap(({ own }) => own.slice(0, 1)) : built.own;
  const unexpected = [
    ...(hasMatrix
      ? matrix.flatMap(({ own, others }) => [...own.slice(1), ...others])
      : built.others),
    ...strays.flatMap((folder) => {
      const { own, others } = look(folder, 'wheel');
      return [...own, ...others];
    }),
    ...sdists.own.slice(1),
    ...sdists.others,
  ];
  return {
    artifacts: [...wheels, ...sdists.own.slice(0, 1)],
    missing: [
      ...matrix.flatMap(({ tag, own }) => (own.length === 0 ? [`the wheel ${tag}`] : [])),
      ...(hasMatrix || built.own.length > 0 ? [] : [`a wheel in ${folders.build}`]),
      ...(folders.needsSdist && sdists.own.length === 0 ? [`an sdist in ${folders.sdist}`] : []),
    ],
    unexpected: unexpected.map(({ path }) => path),
    apart: hasMatrix ? built.own.map(({ path }) => path) : [],
  };
}

/** The versions of all artifacts of a distribution, each once. */
export function artifactVersions(
  normalizedName: string,
  folders: ArtifactFolders,
  namesIn: (folder: string) => readonly string[],
): readonly string[] {
  const found = (folder: string, kind: ArtifactKind) =>
    artifactsOf(normalizedName, kind, namesIn(folder)).map(
      (file) => artifactName(kind, file)?.version ?? '',
    );
  const wheels =
    folders.wheels.length > 0 ? folders.wheels.map((one) => one.folder) : [folders.build];
  const versions = [
    ...wheels.flatMap((one) => found(one, 'wheel')),
    ...found(folders.sdist, 'sdist'),
  ];
  return [...new Set(versions)];
}

/** Folders beside those of the matrix: left by an earlier matrix, or collected by mistake. */
function strayFolders(
  { wheels }: ArtifactFolders,
  namesIn: (folder: string) => readonly string[],
): readonly string[] {
  const known = new Set(wheels.map(({ folder }) => folder));
  const parents = new Set(
    wheels.flatMap(({ tag, folder }) =>
      posix.basename(folder) === tag ? [posix.dirname(folder)] : [],
    ),
  );
  return [...parents]
    .flatMap((parent) => namesIn(parent).map((name) => posix.join(parent, name)))
    .filter((folder) => !known.has(folder));
}
