import type { ClassGeneratorOptions } from '../../../generators/class/options.ts';
import type { PythonSignature } from '../../../source/python/signature.ts';
import type { OpenLibrary } from '../shared/add-construct.ts';
import type { ClassRequest } from './class-shape.ts';
import { readBase } from './read-base.ts';

/**
 * The class that the options describe, with defaults filled in.
 *
 * @throws Pyo3Error if the base class is unknown.
 */
export function requestedClass(
  options: ClassGeneratorOptions,
  fields: PythonSignature,
  library: OpenLibrary,
): ClassRequest {
  const { name, extends: base, classMethod, staticMethod, doc } = options;
  const { types, pythonModule, attachPython, initializePython } = library;
  return {
    name,
    fields,
    doc: doc ?? `TODO: describe \`${name}\`.`,
    access: options.access ?? 'attributes',
    repr: options.repr ?? false,
    str: options.str ?? false,
    eq: options.eq ?? false,
    hash: options.hash ?? false,
    order: options.order ?? false,
    iterator: options.iterator ?? false,
    contextManager: options.contextManager ?? false,
    frozen: options.frozen ?? false,
    subclass: options.subclass ?? false,
    pickle: options.pickle ?? false,
    classMethod,
    staticMethod,
    base: base === undefined ? undefined : readBase(base, library.rust, library.stub, library.read),
    pythonModule,
    context: types,
    attachPython,
    initializePython,
  };
}
