import type { FileReader } from '../../files/file-reader.ts';
import type { KnownPython } from '../../python/marker.ts';
import { parsePythonVersion } from '../../python/version.ts';
import { childPath } from '../folder/workspace-path.ts';

/**
 * The Python of a project's environment as far as files of the repository say it, without starting one:
 * `pyvenv.cfg` of the project's `.venv`, else of the workspace's (PEP 405). `undefined` where there is
 * none yet, and where an active environment elsewhere takes its place.
 */
export function knownPython(folder: string, reader: FileReader): KnownPython | undefined {
  const environments = [...new Set([folder, '.'])].map((root) => childPath(root, '.venv'));
  const used = environments.find((path) => reader.isDirectory(path));
  const text = used === undefined ? undefined : textOf(childPath(used, 'pyvenv.cfg'), reader);
  if (text === undefined) return undefined;
  const field = (key: RegExp) =>
    text
      .split(/\r?\n/)
      .map((line) => /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [])
      .find(([, name = '']) => key.test(name))?.[2];
  // `version_info` of virtualenv has the level and the serial as well.
  const version = /^\d+\.\d+\.\d+/.exec(field(/^version(_info)?$/) ?? '')?.[0];
  if (version === undefined || parsePythonVersion(version) === undefined) return undefined;
  // `python -m venv` does not say it.
  const implementation = field(/^implementation$/)?.toLowerCase();
  return { version, ...(implementation === undefined ? {} : { implementation }) };
}

/** A file that cannot be read is reported with all others of the kind. */
function textOf(path: string, reader: FileReader): string | undefined {
  try {
    return reader.read(path);
  } catch {
    return undefined;
  }
}
