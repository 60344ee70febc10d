import type { Interpreter } from '../environment/python-environment.ts';
import type { CompiledFor } from '../cargo/events.ts';

/**
 * File name by which `interpreter` finds the extension, as maturin gives it (maturin 1.16,
 * `module_writer`): the stable ABI has a suffix of its own, and on Windows none.
 *
 * From Python 3.15 on the stable ABI has more suffixes (PEP 803). The interpreter's own suffix is
 * loaded by every Python, and what is developed is loaded by no other.
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
