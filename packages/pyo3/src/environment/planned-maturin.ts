import type { FileReader } from '../files/file-reader.ts';
import type { Ask } from '../process/ask.ts';
import { findProgram } from '../process/find-program.ts';
import { parseRequirement } from '../python/requirement.ts';
import { developmentRequirements } from './development-group.ts';

/**
 * What `maturin --version` will say in the environment that is not there yet: uv chooses the version
 * as it will when `createEnvironment` installs it. A wheel has thus one key in a fresh clone and in
 * one that was worked in.
 *
 * @returns `undefined` where that cannot be known: without uv, without network, or when the
 * workspace does not ask for maturin.
 */
export function plannedMaturin(
  reader: FileReader,
  env: Readonly<Record<string, string>>,
  ask: Ask,
): string | undefined {
  const uv = findProgram('uv', env);
  const requirement = maturinRequirement(reader);
  if (uv === undefined || requirement === undefined) return undefined;
  return ask(uv, ['tool', 'run', '--from', requirement, 'maturin', '--version'])?.trim();
}

/** Without extras: they may be large, and are not asked for their version. */
function maturinRequirement(reader: FileReader): string | undefined {
  try {
    return developmentRequirements(reader)
      .map(parseRequirement)
      .flatMap((one) =>
        one?.normalizedName === 'maturin' && one.url === undefined
          ? [`maturin${one.specifier}`]
          : [],
      )
      .at(0);
  } catch {
    return undefined; // The manifest cannot be read: its own tasks say so.
  }
}
