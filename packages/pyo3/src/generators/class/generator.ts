import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { checkName, checkRawName } from '../../scaffold/construct/shared/check-name.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { ClassGeneratorOptions } from './options.ts';

/**
 * Adds a class to a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function classGenerator(tree: Tree, options: ClassGeneratorOptions): Promise<void> {
  const { readSignature } = await import('../../source/python/signature.ts');
  const { requestedClass } = await import('../../scaffold/construct/class/requested-class.ts');
  const { classConstruct } = await import('../../scaffold/construct/class/class.ts');
  const fields = readSignature(options.fields ?? '');
  for (const field of fields.parameters) checkRawName(field.name);
  for (const one of [options.classMethod, options.staticMethod]) {
    if (one !== undefined) checkName(one);
  }
  await addToLibrary(tree, options, async (library) =>
    classConstruct(requestedClass(options, fields, library)),
  );
}

export default constructGenerator<ClassGeneratorOptions>(classGenerator);
