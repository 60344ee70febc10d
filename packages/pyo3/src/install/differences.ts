/**
 * What an installation lacks. Each difference is a sentence for `--verbose`, and all but one are
 * repaired in the same way: by installing again.
 */
import type { FileReader } from '../files/file-reader.ts';
import type { ExpectedInstall } from './expected-install.ts';
import type { DistInfoFolders, InstalledDistribution } from './installed-distribution.ts';
import { readInstalled } from './installed-distribution.ts';
import { lostDistributions } from './needed-distributions.ts';
import { recordHash, type RecordRow } from './record.ts';

export interface Difference {
  /** Whether the distribution itself has to be installed again, or what it needs. */
  readonly of: 'distribution' | 'dependencies';
  /** What was found, as a sentence without a full stop. */
  readonly found: string;
}

export interface InstallState {
  /** Absent where none or more than one is installed. */
  readonly installed?: InstalledDistribution;
  /** Empty when there is nothing to do. */
  readonly differences: readonly Difference[];
}

/**
 * Compares what is installed with what is expected, by reading alone.
 *
 * @param site reads below the environment's site-packages folder.
 */
export function installState(
  expected: ExpectedInstall,
  folders: DistInfoFolders,
  site: FileReader,
): InstallState {
  const { normalizedName } = expected.distribution;
  const [folder, ...others] = folders.get(normalizedName) ?? [];
  if (folder === undefined) return { differences: [again('it is not installed')] };
  if (others.length > 0) {
    return { differences: [again(`it is installed twice: ${[folder, ...others].join(', ')}`)] };
  }
  const installed = readInstalled(folder, site);
  const differences = [
    ...differencesOfOrigin(installed, expected),
    ...differencesOfMarker(installed, expected),
    ...differencesOfFiles(installed, expected, site),
    ...differencesOfNeeds(installed, expected, folders, site),
  ];
  return { installed, differences };
}

function differencesOfOrigin(
  { origin, installer }: InstalledDistribution,
  { url }: ExpectedInstall,
): readonly Difference[] {
  const by = installer === '' ? '' : ` by ${installer}`;
  if (origin === undefined) return [again(`it was installed${by} from an index`)];
  if (!origin.editable) return [again(`it was installed${by} from ${origin.url}, not editable`)];
  return origin.url === url ? [] : [again(`it is an editable install of ${origin.url}`)];
}

function differencesOfMarker(
  { marker, installer }: InstalledDistribution,
  expected: ExpectedInstall,
): readonly Difference[] {
  if (marker === undefined) {
    const by = installer === '' ? 'another tool' : `${installer} or a tool that uses it`;
    return [again(`${by} installed it after the last develop, or develop was cut off`)];
  }
  return [
    ...(marker.made === expected.made
      ? []
      : [again('a file that its metadata is made from has changed')]),
    ...(marker.interpreter === expected.interpreter
      ? []
      : [again(`it was installed for ${marker.interpreter}`)]),
    ...(marker.plugin === expected.plugin
      ? []
      : [again(`version ${marker.plugin} of the plugin installed it`)]),
  ];
}

/** Every file of the RECORD is there, and those that installers write are unchanged. */
function differencesOfFiles(
  { folder, record }: InstalledDistribution,
  { path }: ExpectedInstall,
  site: FileReader,
): readonly Difference[] {
  if (record === undefined) return [again(`${folder} has no RECORD`)];
  const damaged = record.filter((row) => !isIntact(row, site)).map((row) => row.path);
  const lines = path === undefined ? undefined : site.read(path.file);
  return [
    ...damaged.map((file) => again(`${file} is missing or changed`)),
    ...(path === undefined || lines?.trim() === path.folder
      ? []
      : [again(`${path.file} does not name ${path.folder}`)]),
  ];
}

/** Text is compared; an extension, which may be large, is compared where it is placed. */
function isIntact({ path, hash }: RecordRow, site: FileReader): boolean {
  // Neither RECORD itself nor compiled bytecode has a digest.
  if (hash === '') return true;
  if (!isTextOfInstall(path)) return site.isFile(path);
  const text = site.read(path);
  return text !== undefined && hash === recordHash(Buffer.from(text));
}

function isTextOfInstall(path: string): boolean {
  return /\.(pth|py|pyi|json|txt)$|\.dist-info\/[A-Z]+$/.test(path);
}

function differencesOfNeeds(
  { marker }: InstalledDistribution,
  { lock }: ExpectedInstall,
  folders: DistInfoFolders,
  site: FileReader,
): readonly Difference[] {
  if (marker === undefined) return [];
  return [
    ...lostDistributions(marker.needs, folders, site).map((entry) =>
      needs(`${entry.split(' ')[0]} is not there any more, or changed`),
    ),
    ...(marker.lock === lock ? [] : [needs('the lock file has changed')]),
  ];
}

function again(found: string): Difference {
  return { of: 'distribution', found };
}

function needs(found: string): Difference {
  return { of: 'dependencies', found };
}
