import { basename, dirname, join, parse } from 'node:path';
import type { CargoMessage } from '../cargo/message.ts';
import { parseBuildScriptOutput, parseDepInfo, type Observed } from './dep-info.ts';

/** What was read for one package: its library, its tests, its build script. */
export interface PackageReads extends Observed {
  /** Folder of its manifest, absolute. */
  readonly folder: string;
  /** False for a package of a registry or of another repository. */
  readonly isLocal: boolean;
  /** Files that its build script names, which are relative to `folder`. */
  readonly scriptFiles: readonly string[];
  /** Folders that its build script writes into (`OUT_DIR`), absolute. */
  readonly madeIn: readonly string[];
  /** Variables that its build script sets for it: they come from no environment. */
  readonly provided: readonly string[];
}

/**
 * What the packages of a build read, by the files that cargo keeps beside the artifacts.
 *
 * @param messages of a build, fresh units included.
 * @param read an absolute path; `undefined` for what is not there.
 */
export function readsOfPackages(
  messages: readonly CargoMessage[],
  read: (absolute: string) => string | undefined,
): readonly PackageReads[] {
  const folders = new Map<string, string>();
  const units = new Map<string, Observed[]>();
  const scripts = new Map<string, Observed>();
  const provided = new Map<string, readonly string[]>();
  const madeIn = new Map<string, readonly string[]>();
  for (const message of messages) {
    const { reason, package_id: id = '', manifest_path: manifest, filenames = [] } = message;
    if (manifest !== undefined) folders.set(id, dirname(manifest));
    if (reason === 'compiler-artifact') {
      units.set(id, [...(units.get(id) ?? []), ...depInfoOf(filenames, read)]);
    }
    if (reason !== 'build-script-executed') continue;
    const output = message.out_dir && read(join(dirname(message.out_dir), 'output'));
    if (output) scripts.set(id, parseBuildScriptOutput(output));
    if (message.out_dir !== undefined) madeIn.set(id, [message.out_dir]);
    provided.set(
      id,
      (message.env ?? []).map(([name]) => name),
    );
  }
  return [...folders].map(([id, folder]) => {
    const all = units.get(id) ?? [];
    const script = scripts.get(id);
    return {
      folder,
      isLocal: /(^|\()path\+/.test(id),
      files: [...new Set(all.flatMap(({ files }) => files))],
      scriptFiles: script?.files ?? [],
      variables: [
        ...new Set([...all, ...(script ? [script] : [])].flatMap(({ variables }) => variables)),
      ],
      madeIn: madeIn.get(id) ?? [],
      provided: provided.get(id) ?? [],
    };
  });
}

/** The `.d` file has the name of the artifact in `deps`, without the `lib` of a library. */
function depInfoOf(
  artifacts: readonly string[],
  read: (absolute: string) => string | undefined,
): readonly Observed[] {
  const candidates = artifacts.flatMap((artifact) => {
    const folder = dirname(artifact);
    const deps = basename(folder) === 'deps' ? folder : join(folder, 'deps');
    const { name } = parse(artifact);
    const names = [...new Set([name, name.replace(/^lib/, '')])];
    // A build script is called `build-script-build`, and its file has the digest of its folder.
    return names.map((one) => join(deps, `${one}.d`));
  });
  return [...new Set(candidates)]
    .map(read)
    .filter((text) => text !== undefined)
    .map(parseDepInfo);
}
