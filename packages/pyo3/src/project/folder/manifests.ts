import { safely } from '../../files/disk.ts';
import type { FileReader } from '../../files/file-reader.ts';
import { forgetful, type Memo } from '../../files/memo.ts';
import { readCargoManifest, type CargoManifest } from '../../manifest/cargo/cargo.ts';
import { readPyproject, type Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { withDynamicDependencies } from '../../manifest/pyproject/dynamic-dependencies.ts';
import { readSetupMetadata } from '../../manifest/pyproject/setup-metadata.ts';
import { getOrMake } from './remembered-per.ts';
import { childPath, resolvePath } from './workspace-path.ts';

/** The manifests of folders, each parsed once, and the files around them. */
export interface Manifests {
  readonly reader: FileReader;
  /** Keeps what is made of them for the next look at the repository. */
  readonly memo: Memo;
  /** The Cargo.toml of a folder. Throws `toml-syntax`, `manifest-invalid` or `manifest-unreadable`. */
  cargo(folder: string): CargoManifest | undefined;
  /** The pyproject.toml of a folder, or what its setup.cfg or setup.py says. Throws as `cargo` does. */
  pyproject(folder: string): Pyproject | undefined;
  /**
   * Another file that is parsed once, see `lock-files.ts`. Throws what `read` throws.
   *
   * @param read the same for each call with this path.
   */
  parsed<T extends object>(path: string, read: (text: string, file: string) => T): T | undefined;
}

/** What was read from a text, kept for as long as the file has that text. */
export type ParsedManifests = Map<string, Parsed>;

interface Parsed {
  readonly text: string;
  readonly manifest?: object;
  readonly error?: unknown;
}

/**
 * @param parsed outlives one look at the repository, so that a changed file alone is parsed again.
 */
export function manifestsOf(
  reader: FileReader,
  parsed: ParsedManifests = new Map(),
  memo: Memo = forgetful,
): Manifests {
  const loaded = new Map<string, { readonly current: Parsed | undefined }>();
  const setups = new Map<string, { readonly current: Pyproject | undefined }>();
  const lookUp = (
    path: string,
    read: (text: string, file: string) => object,
  ): Parsed | undefined => {
    const text = reader.read(path);
    if (text === undefined) return undefined;
    const known = parsed.get(path);
    const current = known?.text === text ? known : attempt(text, path, read);
    parsed.set(path, current);
    return current;
  };
  const load = <T extends object>(
    path: string,
    read: (text: string, file: string) => T,
  ): T | undefined => {
    const { current } = getOrMake(loaded, path, () => ({ current: lookUp(path, read) }));
    if (current !== undefined && 'error' in current) throw current.error;
    return current?.manifest as T | undefined;
  };
  return {
    reader,
    memo,
    cargo: (folder) => load(childPath(folder, 'Cargo.toml'), readCargoManifest),
    pyproject: (folder) => {
      const stated = load(childPath(folder, 'pyproject.toml'), readPyproject);
      const isWhole = stated?.project?.name !== undefined;
      if (isWhole && stated.project.dynamic.every((field) => !/dependencies$/.test(field))) {
        return stated;
      }
      const make = () => ({ current: withFiles(folder, stated, isWhole, reader) });
      return getOrMake(setups, folder, make).current;
    },
    parsed: load,
  };
}

/** With what other files of the folder say in its place. */
function withFiles(
  folder: string,
  stated: Pyproject | undefined,
  isWhole: boolean,
  reader: FileReader,
): Pyproject | undefined {
  const known = isWhole ? stated : withSetup(folder, stated, reader);
  return known && withDynamicDependencies(known, (path) => textOf(folder, path, reader));
}

function textOf(folder: string, path: string, reader: FileReader): string | undefined {
  const file = resolvePath(folder, path);
  if (file === undefined) return undefined;
  return safely(() => (reader.isFile(file) ? reader.read(file) : undefined), undefined);
}

/** With the metadata in setup.cfg or setup.py, where they make a distribution of the folder. */
function withSetup(
  folder: string,
  stated: Pyproject | undefined,
  reader: FileReader,
): Pyproject | undefined {
  const script = textOf(folder, 'setup.py', reader);
  // Neither pip nor uv builds a folder that only has a setup.cfg.
  if (stated === undefined && script === undefined) return undefined;
  const metadata = readSetupMetadata(textOf(folder, 'setup.cfg', reader) ?? '', script ?? '');
  if (metadata === undefined) return stated;
  const base = stated ?? readPyproject('', childPath(folder, 'setup.py'));
  const { project, packages } = metadata;
  return {
    ...base,
    project: { ...project, ...base.project, name: project.name },
    buildSystem: base.buildSystem ?? { requires: [], backendPath: [] },
    tool: 'setuptools' in base.tool ? base.tool : { ...base.tool, setuptools: packages },
  };
}

function attempt<T extends object>(
  text: string,
  path: string,
  read: (text: string, file: string) => T,
): Parsed {
  try {
    return { text, manifest: read(text, path) };
  } catch (error) {
    return { text, error };
  }
}
