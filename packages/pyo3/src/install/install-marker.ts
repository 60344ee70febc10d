/**
 * What we note in the dist-info of an installation that is complete, so that the next `develop` can
 * tell by reading alone that nothing has to be done. An installer removes it together with the rest;
 * any other tool that installs the distribution leaves none, and so the work is done again.
 */
import { readFileSync } from 'node:fs';
import type { Interpreter } from '../environment/python-environment.ts';

/** Its name within the dist-info folder. */
export const markerName = 'nx-pyo3.json';

export interface InstallMarker {
  /** Digest of all that the metadata was made from. */
  readonly made: string;
  /** Which interpreters may use it, see `interpreterSignature`. */
  readonly interpreter: string;
  /** Version of the plugin. */
  readonly plugin: string;
  /** Digest of the lock file that the dependencies came from; `''` without one. */
  readonly lock: string;
  /** Names of the dist-info folders of what the project needs, sorted, as found afterwards. */
  readonly needs: readonly string[];
}

/** `undefined` for text that is not ours, or of which a part is missing. */
export function parseMarker(text: string | undefined): InstallMarker | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  return isMarker(value) ? value : undefined;
}

export function renderMarker(marker: InstallMarker): string {
  return `${JSON.stringify(marker, null, 2)}\n`;
}

function isMarker(value: unknown): value is InstallMarker {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const needs = fields['needs'];
  return (
    ['made', 'interpreter', 'plugin', 'lock'].every((key) => typeof fields[key] === 'string') &&
    Array.isArray(needs) &&
    needs.every((name) => typeof name === 'string')
  );
}

/**
 * What of an interpreter decides about metadata and launchers: implementation, minor version, ABI,
 * platform and the path that launchers begin with; never the patch version.
 */
export function interpreterSignature(interpreter: Interpreter): string {
  const { implementation, version, abiFlags, platform, executable } = interpreter;
  return [implementation, `${version[0]}.${version[1]}${abiFlags}`, platform, executable].join(' ');
}

/** Of the plugin that runs. */
export function pluginVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
