/**
 * The output of a build with `--message-format json` (Cargo reference, "External tools: JSON
 * messages"): one object per line, including those of fresh units.
 */
import type { CargoMessage } from './message.ts';

/** The Python that pyo3 was compiled for, according to the cfgs that its build script prints. */
export interface CompiledFor {
  /** The minor version: the exact one, or the lowest one of the stable ABI. */
  readonly minor: number;
  readonly stableAbi: boolean;
  readonly freeThreaded: boolean;
  readonly implementation: 'cpython' | 'pypy' | 'graalpy';
}

export interface CompiledLibrary {
  /** The absolute path of the dynamic library that is the extension. */
  readonly file: string;
  /** Whether cargo had nothing to compile for it. */
  readonly fresh: boolean;
}

export interface CargoEvents {
  /** The libraries by the absolute path of the crate's manifest, as cargo spells it. */
  readonly libraries: ReadonlyMap<string, CompiledLibrary>;
  /** Absent if pyo3 is not part of the build. */
  readonly compiledFor?: CompiledFor;
}

export function readCargoEvents(messages: readonly CargoMessage[]): CargoEvents {
  const libraries = messages.flatMap((message) => {
    const file = isDynamicLibrary(message)
      ? (message.filenames ?? []).find(isLibraryFile)
      : undefined;
    if (file === undefined) return [];
    return [[message.manifest_path ?? '', { file, fresh: message.fresh === true }] as const];
  });
  const [compiledFor] = messages
    .filter(({ reason, package_id: id = '' }) => isBuildScript(reason) && isPyo3Ffi(id))
    .map(({ cfgs = [] }) => compiledForOf(cfgs))
    .filter((python) => python !== undefined);
  return {
    libraries: new Map(libraries),
    ...(compiledFor === undefined ? {} : { compiledFor }),
  };
}

function isDynamicLibrary({ reason, target }: CargoMessage): boolean {
  return reason === 'compiler-artifact' && target?.crate_types?.includes('cdylib') === true;
}

/** On Windows the import library `x.dll.lib` and the symbols `x.pdb` are in the same folder. */
function isLibraryFile(file: string): boolean {
  return /\.(so|dylib|dll)$/.test(file);
}

function isBuildScript(reason: string | undefined): boolean {
  return reason === 'build-script-executed';
}

/**
 * Matches `registry+https://…#pyo3-ffi@0.30.1`, or `path+file:///…/pyo3-ffi#0.30.1`; before 1.77
 * `pyo3-ffi 0.20.0 (…)`.
 */
function isPyo3Ffi(id: string): boolean {
  return /(^|[#/])pyo3-ffi[@# ]/.test(id);
}

function compiledForOf(cfgs: readonly string[]): CompiledFor | undefined {
  const minors = cfgs.map((cfg) => Number(/^Py_3_(\d+)$/.exec(cfg)?.[1] ?? Number.NaN));
  const known = minors.filter((minor) => !Number.isNaN(minor));
  if (known.length === 0) return undefined;
  return {
    minor: Math.max(...known),
    stableAbi: cfgs.includes('Py_LIMITED_API'),
    freeThreaded: cfgs.includes('Py_GIL_DISABLED'),
    implementation: cfgs.includes('PyPy')
      ? 'pypy'
      : cfgs.includes('GraalPy')
        ? 'graalpy'
        : 'cpython',
  };
}
