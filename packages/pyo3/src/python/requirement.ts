/**
 * Requirements of Python distributions, such as `numpy[tests]>=2,<3; python_version >= "3.10"` (PEP
 * 508). Markers and URLs are kept as strings.
 */
import { isDistributionName, normalizeDistributionName } from './distribution-name.ts';
import { isSpecifier } from './specifier.ts';

export interface Requirement {
  /** The name as written. */
  readonly name: string;
  /** The `name` after PEP 503 normalization. */
  readonly normalizedName: string;
  readonly extras: readonly string[];
  /** The version specifiers, `''` if any version matches. */
  readonly specifier: string;
  /** The part after `@`. */
  readonly url?: string;
  /** The part after `;`. */
  readonly marker?: string;
}

/**
 * `undefined` if the string is not a PEP 508 requirement (a path, a pip option, a typo): the
 * installer reports that better than the plugin could.
 */
export function parseRequirement(text: string): Requirement | undefined {
  const match = /^\s*([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?/.exec(text);
  if (match === null) return undefined;
  const [whole, name = '', extraList = ''] = match;
  const rest = text.slice(whole.length).trimStart();
  const extras = extraList.split(',').map((extra) => extra.trim());
  const named = extraList.trim() === '' ? [] : extras;
  if (!isDistributionName(name) || !named.every(isDistributionName)) return undefined;
  const tail = rest.startsWith('@') ? readUrl(rest) : readSpecifier(rest);
  if (tail === undefined) return undefined;
  return { name, normalizedName: normalizeDistributionName(name), extras: named, ...tail };
}

type Tail = Pick<Requirement, 'specifier' | 'url' | 'marker'>;

/** A URL may contain a `;`, so its marker begins only after whitespace. */
function readUrl(text: string): Tail | undefined {
  const behind = text.slice(1).trim();
  const end = behind.search(/\s/);
  if (end === -1) return behind === '' ? undefined : { specifier: '', url: behind };
  const after = behind.slice(end).trimStart();
  const marker = after.slice(1).trim();
  if (!after.startsWith(';') || marker === '') return undefined;
  return { specifier: '', url: behind.slice(0, end), ...markerOf(marker) };
}

function readSpecifier(text: string): Tail | undefined {
  const [before = '', ...after] = text.split(';');
  const written = before.trim();
  const isBracketed = written.length > 1 && written.startsWith('(') && written.endsWith(')');
  const bare = isBracketed ? written.slice(1, -1).trim() : written;
  const marker = after.join(';').trim();
  if (!isSpecifier(bare) || (after.length > 0 && marker === '')) return undefined;
  return { specifier: bare, ...markerOf(marker === '' ? undefined : marker) };
}

function markerOf(marker: string | undefined): Pick<Requirement, 'marker'> {
  return marker === undefined ? {} : { marker };
}
