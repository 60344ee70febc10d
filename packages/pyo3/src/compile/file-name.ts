import type { Interpreter } from '../environment/python-environment.ts';
import type { CompiledFor } from '../cargo/events.ts';

/**
 * The file name under which `interpreter` finds the extension, as maturin chooses it (maturin 1.16,
 * `module_writer`): the stable ABI has its own suffix, except on Windows.
 *
 * From Python 3.15 on, the stable ABI has more suffixes (PEP 803). Every Python loads files with
 * its own suffix, and no other Python loads a development build.
 */
export function extensionFileName(
  initName: string,
  { extSuffix, platform }: Pick<Interpreter, 'extSuffix' | 'platform'>,
  compiledFor: CompiledFor | undefined,
): string {
  const isAbi3 = compiledFor?.stableAbi === true && compiledFor.minor < 15;
  if (!isAbi3 || compiledFor.freeThreaded) return `${initName}${extSuffix}`;
  return `${initName}${platform.startsWith('win') ? '.pyd' : '.abi3.so'}`;
}
