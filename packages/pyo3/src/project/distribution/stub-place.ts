import type { FileReader } from '../../files/file-reader.ts';
import type { MaturinProject } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/**
 * Where type checkers and maturin look for the stubs of an extension: beside it in its package, or in
 * the project's folder when there is no package (maturin's user guide, "Adding Python type
 * information").
 */
export interface StubPlace {
  readonly folder: string;
  /** The stub of an extension, in that folder. */
  readonly file: string;
  /** Folder of the stubs of an extension with modules inside; they need a package around it. */
  readonly package?: string;
}

export function stubPlace({
  root,
  extension: { packageDir, initName },
}: Pick<MaturinProject, 'root' | 'extension'>): StubPlace {
  const folder = packageDir ?? root;
  return {
    folder,
    file: childPath(folder, `${initName}.pyi`),
    ...(packageDir === undefined ? {} : { package: childPath(packageDir, initName) }),
  };
}

/** The stubs in a place: path, relative to its folder and separated by `/` → text. */
export function stubsIn(place: StubPlace, reader: FileReader): ReadonlyMap<string, string> {
  const files = [
    ...(reader.isFile(place.file) ? [place.file] : []),
    ...(place.package === undefined ? [] : stubFilesBelow(place.package, reader)),
  ];
  const start = place.folder === '.' ? 0 : place.folder.length + 1;
  return new Map(files.map((file) => [file.slice(start), reader.read(file) ?? '']));
}

function stubFilesBelow(folder: string, reader: FileReader): readonly string[] {
  return reader.entries(folder).flatMap(({ name, kind }) => {
    const path = childPath(folder, name);
    if (kind === 'folder') return stubFilesBelow(path, reader);
    return name.endsWith('.pyi') ? [path] : [];
  });
}
