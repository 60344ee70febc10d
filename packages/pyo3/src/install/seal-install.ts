/**
 * The last step of an installation: what installers do not write, or write otherwise.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { diskReader } from '../files/disk.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { ExpectedInstall } from './expected-install.ts';
import { markerName, renderMarker, type InstallMarker } from './install-marker.ts';
import { distInfoFolders, readInstalled, requiredNames } from './installed-distribution.ts';
import { neededDistributions } from './needed-distributions.ts';
import { recordRow, renderRecord, withRows } from './record.ts';

export interface SealRequest {
  /** Absolute. */
  readonly sitePackages: string;
  readonly expected: ExpectedInstall;
  /** Normalised names of what the project needs beside what its metadata says: its group `dev`. */
  readonly alsoNeeded: readonly string[];
  /** Normalised names of the projects of the repository among what it needs. */
  readonly ofRepository?: readonly string[];
}

/**
 * Makes direct_url.json name the project's folder (PEP 610), and notes in a marker that the
 * installation is complete; RECORD has both. The marker comes last: whoever is interrupted before
 * leaves none, and the next run repairs.
 *
 * @throws Pyo3Error `environment-broken` when the distribution is not installed once; `file-unwritable`.
 */
export function sealInstall(request: SealRequest): InstallMarker {
  const { sitePackages, expected, alsoNeeded, ofRepository = [] } = request;
  const site = diskReader(sitePackages);
  const folders = distInfoFolders(site);
  const [folder, ...others] = folders.get(expected.distribution.normalizedName) ?? [];
  if (folder === undefined || others.length > 0) throw notInstalledOnce(request, others);
  const { origin, record = [] } = readInstalled(folder, site);
  const marker: InstallMarker = {
    made: expected.made,
    interpreter: expected.interpreter,
    plugin: expected.plugin,
    lock: expected.lock,
    needs: neededDistributions(
      [...requiredNames(folder, site), ...alsoNeeded, ...ofRepository],
      folders,
      site,
      ofRepository,
    ),
  };
  const directUrl = `${folder}/direct_url.json`;
  const files: Record<string, string> = { [`${folder}/${markerName}`]: renderMarker(marker) };
  if (!(origin?.editable === true && origin.url === expected.url)) {
    // The spelling of pip, uv and maturin.
    files[directUrl] = `{"dir_info": {"editable": true}, "url": "${expected.url}"}`;
    replaceFile(join(sitePackages, directUrl), files[directUrl]);
  }
  const rows = Object.entries(files).map(([path, text]) => recordRow(path, text));
  replaceFile(join(sitePackages, folder, 'RECORD'), renderRecord(withRows(record, rows)));
  replaceFile(join(sitePackages, folder, markerName), renderMarker(marker));
  return marker;
}

function notInstalledOnce(
  { sitePackages, expected }: SealRequest,
  others: readonly string[],
): Pyo3Error {
  const { name } = expected.distribution;
  return new Pyo3Error({
    code: 'environment-broken',
    message:
      others.length > 0
        ? `${name} is installed more than once in ${sitePackages}, and installing it again did not change that.`
        : `${name} was installed, and it is not in ${sitePackages}.`,
    hint: `Remove it with \`uv pip uninstall ${name}\`, or the folders *.dist-info of that name, and run this again.`,
  });
}

/** Brings the row of a file, given by its path in site-packages, up to date; without one, nothing. */
export function noteChangedFile(sitePackages: string, name: string, path: string): void {
  const site = diskReader(sitePackages);
  const [folder] = distInfoFolders(site).get(name) ?? [];
  if (folder === undefined) return;
  const { record = [] } = readInstalled(folder, site);
  if (!record.some((row) => row.path === path)) return;
  const row = recordRow(path, readFileSync(join(sitePackages, path)));
  replaceFile(join(sitePackages, folder, 'RECORD'), renderRecord(withRows(record, [row])));
}
