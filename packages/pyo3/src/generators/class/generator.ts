import type { Tree } from '@nx/devkit';
import { addToLibrary, checkName } from '../../scaffold/construct/shared/add-construct.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { ClassGeneratorOptions } from './options.ts';

/**
 * Adds a class to a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function classGenerator(tree: Tree, options: ClassGeneratorOptions): Promise<void> {
  const { readSignature } = await import('../../source/python/signature.ts');
  const { classConstruct } = await import('../../scaffold/construct/class/class.ts');
  const { readBase } = await import('../../scaffold/construct/class/read-base.ts');
  const { name, extends: base, classMethod, staticMethod, doc } = options;
  const fields = readSignature(options.fields ?? '');
  const names = fields.parameters.map((field) => field.name);
  for (const one of [...names, classMethod, staticMethod]) if (one !== undefined) checkName(one);
  await addToLibrary(tree, options, async (library) => {
    const { types, pythonModule, attachPython, initializePython } = library;
    return classConstruct({
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
      base:
        base === undefined ? undefined : readBase(base, library.rust, library.stub, library.read),
      pythonModule,
      context: types,
      attachPython,
      initializePython,
    });
  });
}

export default constructGenerator<ClassGeneratorOptions>(classGenerator);
