/**
 * Whether a project is what Python imports by the name of its module. Two distributions may provide
 * the same one; which of them is found is a matter of names and of the order of installation.
 */
import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { diskReader, safely } from '../files/disk.ts';
import type { FileReader } from '../files/file-reader.ts';
import { distInfoFolders, readInstalled, type DistInfoFolders } from './installed-distribution.ts';
import { moduleOrigin, sitePath } from './module-origin.ts';

export interface ShadowQuestion {
  /** Absolute. */
  readonly sitePackages: string;
  /** Absolute; folders that come before those of the environment. */
  readonly before: readonly string[];
  /** Absolute folder of the project. */
  readonly projectFolder: string;
  /** Normalised name of its distribution. */
  readonly name: string;
  /** Dotted names of the modules that it provides. */
  readonly modules: readonly string[];
}

export interface Shadowed {
  readonly module: string;
  /** Absolute path of the package or file that is imported. */
  readonly origin: string;
  /** Normalised name of the distribution that it belongs to, as far as the environment says. */
  readonly distribution?: string;
}

/** The first module that Python takes from elsewhere; `undefined` also where files do not tell. */
export function shadowedModule(question: ShadowQuestion): Shadowed | undefined {
  const { sitePackages, before, projectFolder, name, modules } = question;
  const site = diskReader(sitePackages);
  const folders = distInfoFolders(site);
  const own = filesOf(name, folders, site);
  if (findsFirst(own, site)) return undefined;
  const path = [...before, ...sitePath(sitePackages)];
  for (const module of modules) {
    const origin = moduleOrigin(module, path);
    if (origin === undefined || isWithin(origin, projectFolder)) continue;
    const inSite = relative(sitePackages, origin).replaceAll('\\', '/');
    const holds = (files: readonly string[]) =>
      files.some((file) => file === inSite || file.startsWith(`${inSite}/`));
    const others = [...folders.keys()].filter((other) => other !== name);
    const isOwn = holds(own);
    // Of two that have the same file, the later installation has overwritten that of the other.
    const owner = others.find((other) => {
      const files = isOwn ? ofEditable(other, folders, site) : filesOf(other, folders, site);
      return holds(files) || isNamedBy(files, origin, site);
    });
    if (isOwn && owner === undefined) continue;
    return { module, origin, ...(owner === undefined ? {} : { distribution: owner }) };
  }
  return undefined;
}

function filesOf(name: string, folders: DistInfoFolders, site: FileReader): readonly string[] {
  return (folders.get(name) ?? []).flatMap(
    (folder) => readInstalled(folder, site).record?.map((row) => row.path) ?? [],
  );
}

function ofEditable(name: string, folders: DistInfoFolders, site: FileReader): readonly string[] {
  const isEditable = (folders.get(name) ?? []).some(
    (folder) => readInstalled(folder, site).origin?.editable === true,
  );
  return isEditable ? filesOf(name, folders, site) : [];
}

/** An installation with a finder before all others, as meson-python makes it. */
function findsFirst(files: readonly string[], site: FileReader): boolean {
  const loaders = files.filter((file) => /^_[^/]*\.py$/.test(file));
  return loaders.some((file) => site.read(file)?.includes('meta_path.insert') === true);
}

/** Whether a `.pth` file among the files names a folder around the module. */
function isNamedBy(files: readonly string[], origin: string, site: FileReader): boolean {
  const lines = files
    .filter((file) => file.endsWith('.pth'))
    .flatMap((file) => (site.read(file) ?? '').split(/\r?\n/));
  return lines.some((line) => line.trim() !== '' && isWithin(origin, line.trim()));
}

function isWithin(path: string, folder: string): boolean {
  const [inner, outer] = [path, folder].map((one) => safely(() => realpathSync(one), one));
  return inner === outer || (inner ?? '').startsWith(join(outer ?? '', '/'));
}
