/**
 * What a site-packages folder says of a distribution (PEP 376, PEP 610), by reading alone.
 */
import type { FileReader } from '../files/file-reader.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import { markerName, parseMarker, type InstallMarker } from './install-marker.ts';
import { parseRecord, type RecordRow } from './record.ts';

export interface InstalledDistribution {
  /** Name of its dist-info folder. */
  readonly folder: string;
  readonly version: string;
  /** Absent when there is no RECORD: an installation that was cut off, or not an installer's. */
  readonly record?: readonly RecordRow[];
  /** `INSTALLER`: `uv`, `pip`, …; `''` when it does not say. */
  readonly installer: string;
  readonly origin?: DirectUrl;
  /** Absent when somebody else installed it. */
  readonly marker?: InstallMarker;
}

/** `direct_url.json` (PEP 610): what an installer was given. */
export interface DirectUrl {
  readonly url: string;
  readonly editable: boolean;
}

/** Dist-info folders by normalised name; a name has several after an installation was cut off. */
export type DistInfoFolders = ReadonlyMap<string, readonly string[]>;

/** @param site reads below the site-packages folder. */
export function distInfoFolders(site: FileReader): DistInfoFolders {
  const byName = new Map<string, string[]>();
  for (const folder of site.list('.')) {
    const [, written] = /^(.+)-[^-]+\.dist-info$/.exec(folder) ?? [];
    if (written === undefined) continue;
    const name = normalizeDistributionName(written);
    byName.set(name, [...(byName.get(name) ?? []), folder]);
  }
  return byName;
}

export function readInstalled(folder: string, site: FileReader): InstalledDistribution {
  const record = site.read(`${folder}/RECORD`);
  return {
    folder,
    version: /-([^-]+)\.dist-info$/.exec(folder)?.[1] ?? '',
    installer: site.read(`${folder}/INSTALLER`)?.trim() ?? '',
    ...present('record', record === undefined ? undefined : parseRecord(record)),
    ...present('origin', readOrigin(site.read(`${folder}/direct_url.json`))),
    ...present('marker', parseMarker(site.read(`${folder}/${markerName}`))),
  };
}

function present<K extends string, T>(
  key: K,
  value: T | undefined,
): Partial<Readonly<Record<K, T>>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

function readOrigin(text: string | undefined): DirectUrl | undefined {
  try {
    const { url, dir_info: info } = JSON.parse(text ?? '') as {
      readonly url?: unknown;
      readonly dir_info?: { readonly editable?: unknown } | null;
    };
    return typeof url === 'string' ? { url, editable: info?.editable === true } : undefined;
  } catch {
    return undefined;
  }
}

/** Requirements in the METADATA of a dist-info folder, as written. */
export function requirementTexts(folder: string, site: FileReader): readonly string[] {
  const [header = ''] = (site.read(`${folder}/METADATA`) ?? '').split(/\r?\n\r?\n/, 1);
  return [...header.matchAll(/^Requires-Dist:\s*(.+)$/gim)].map(([, text = '']) => text.trim());
}

/** Names that the METADATA of a dist-info folder requires, normalised, whatever their markers say. */
export function requiredNames(folder: string, site: FileReader): readonly string[] {
  return requirementTexts(folder, site).map((text) =>
    normalizeDistributionName(/^[A-Za-z0-9._-]+/.exec(text)?.[0] ?? ''),
  );
}
