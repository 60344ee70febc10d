import { initSymbolHint, initSymbolMessage } from '../diagnostics/init-symbol.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Interpreter } from '../environment/python-environment.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { machinesOf, mayDefineInit, type Machine } from './binary.ts';
import type { CompiledFor } from '../cargo/events.ts';

/**
 * Checks that `interpreter` can load the compiled library, as far as possible without loading it.
 *
 * @throws Pyo3Error `extension-unloadable` for another machine, Python or ABI;
 * `init-symbol-missing`.
 */
export function requireLoadable(
  project: MaturinProject,
  interpreter: Interpreter,
  library: Uint8Array,
  compiledFor: CompiledFor | undefined,
): void {
  requireMachine(project, interpreter, library);
  if (compiledFor !== undefined) requireAbi(project, interpreter, compiledFor);
  requireInit(project, library);
}

function requireMachine(
  { crate }: MaturinProject,
  interpreter: Interpreter,
  library: Uint8Array,
): void {
  const machines = machinesOf(library);
  const wanted = machineOf(interpreter);
  if (machines.length === 0 || wanted === undefined || machines.includes(wanted)) return;
  throw new Pyo3Error({
    code: 'extension-unloadable',
    message: `cargo compiled ${crate.name} for ${machines.join(' and ')}, but ${interpreter.executable} is a Python for ${wanted}.`,
    location: { file: crate.manifestPath },
    hint: 'Remove `build.target` from .cargo/config.toml and CARGO_BUILD_TARGET from the environment, or select a Python for that machine with the option `interpreter`.',
  });
}

function requireAbi(
  { crate }: MaturinProject,
  interpreter: Interpreter,
  compiledFor: CompiledFor,
): void {
  if (fits(interpreter, compiledFor)) return;
  const { minor, stableAbi, freeThreaded, implementation } = compiledFor;
  const name = implementation === 'cpython' ? 'Python' : implementation;
  const which = `${name} 3.${minor}${freeThreaded ? ' (free-threaded)' : ''}${stableAbi ? ' and later' : ''}`;
  throw new Pyo3Error({
    code: 'extension-unloadable',
    message: `${crate.name} was compiled for ${which}, but ${interpreter.executable} is ${interpreter.implementation} ${interpreter.version.join('.')}${interpreter.freeThreaded ? ' (free-threaded)' : ''}.`,
    location: { file: crate.manifestPath },
    hint: stableAbi
      ? 'Choose a lower `abi3-py3…` feature of pyo3, or select a newer Python with the option `interpreter`.'
      : 'Remove PYO3_CONFIG_FILE, PYO3_PYTHON and PYO3_CROSS* from the environment and from [env] in .cargo/config.toml.',
  });
}

function fits(interpreter: Interpreter, compiledFor: CompiledFor): boolean {
  const [, minor] = interpreter.version;
  if (interpreter.implementation !== compiledFor.implementation) return false;
  if (!compiledFor.stableAbi) {
    return minor === compiledFor.minor && interpreter.freeThreaded === compiledFor.freeThreaded;
  }
  // PEP 803's stable ABI (free-threaded) works in both kinds of Python, PEP 384's does not.
  return compiledFor.minor <= minor && (compiledFor.freeThreaded || !interpreter.freeThreaded);
}

function requireInit(project: MaturinProject, library: Uint8Array): void {
  if (!mayDefineInit(library, project.extension.initName)) throw initSymbolMissing(project);
}

/**
 * The error for an extension whose library does not define the function through which Python loads
 * it.
 */
export function initSymbolMissing({ crate, extension, distribution }: MaturinProject): Pyo3Error {
  const { moduleName, initName } = extension;
  return new Pyo3Error({
    code: 'init-symbol-missing',
    message: initSymbolMessage(moduleName, `PyInit_${initName}`),
    location: { file: distribution.pyprojectPath },
    hint: initSymbolHint(initName, crate.name),
  });
}

/**
 * The machines by `sysconfig.get_platform()`: `linux-x86_64`, `macosx-14.0-arm64`, `win-amd64`,
 * `win32`.
 */
function machineOf({ platform, pointerWidth }: Interpreter): Machine | undefined {
  // A 32-bit Python on a 64-bit kernel may report the kernel's machine.
  if (pointerWidth === 32) return undefined;
  const name = platform.slice(platform.lastIndexOf('-') + 1);
  const machines: Readonly<Record<string, Machine>> = {
    x86_64: 'x86_64',
    amd64: 'x86_64',
    aarch64: 'aarch64',
    arm64: 'aarch64',
    riscv64: 'riscv64',
    ppc64le: 'ppc64',
    s390x: 's390x',
  };
  return machines[name];
}
