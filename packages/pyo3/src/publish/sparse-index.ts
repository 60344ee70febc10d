/** What a cargo registry has of a crate, by its sparse index (Cargo reference, "Index Format"). */

export interface IndexedCrate {
  /** SHA-256 of the archive. */
  readonly cksum: string;
}

/** The `config.json` of an index. */
export interface IndexConfig {
  /** The address of archives. */
  readonly dl: string;
  /** Whether reading needs a token, too. */
  readonly authRequired: boolean;
}

/** The path of a crate's file in an index. */
export function indexPath(name: string): string {
  const lower = name.toLowerCase();
  if (lower.length <= 2) return `${String(lower.length)}/${lower}`;
  if (lower.length === 3) return `3/${lower.slice(0, 1)}/${lower}`;
  return `${lower.slice(0, 2)}/${lower.slice(2, 4)}/${lower}`;
}

/** The entry of a version, yanked or not. Build metadata does not tell versions apart there. */
export function findIndexed(lines: string, version: string): IndexedCrate | undefined {
  const wanted = withoutBuild(version);
  for (const line of lines.split('\n')) {
    if (line.trim() === '') continue;
    const { vers = '', cksum = '' } = JSON.parse(line) as { vers?: string; cksum?: string };
    if (withoutBuild(vers) === wanted) return { cksum };
  }
  return undefined;
}

/** All versions of a crate, yanked ones too: a number cannot be used twice. */
export function indexedVersions(lines: string): readonly string[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (JSON.parse(line) as { vers?: string }).vers ?? '');
}

export function parseIndexConfig(text: string): IndexConfig {
  const { dl = '', 'auth-required': authRequired = false } = JSON.parse(text) as {
    dl?: string;
    'auth-required'?: boolean;
  };
  return { dl, authRequired };
}

/** The address of an archive: with markers replaced, or with the path that cargo appends. */
export function archiveUrl(dl: string, name: string, version: string, cksum: string): string {
  const prefix = indexPath(name).split('/').slice(0, -1).join('/');
  const values = {
    '{crate}': name,
    '{version}': version,
    '{prefix}': prefix,
    '{lowerprefix}': prefix,
    '{sha256-checksum}': cksum,
  };
  const hasMarker = Object.keys(values).some((marker) => dl.includes(marker));
  const template = hasMarker ? dl : `${dl.replace(/\/$/, '')}/{crate}/{version}/download`;
  return Object.entries(values).reduce(
    (url, [marker, value]) => url.replaceAll(marker, value),
    template,
  );
}

function withoutBuild(version: string): string {
  return version.split('+')[0] ?? version;
}
