import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { checkName } from '../../scaffold/construct/shared/check-name.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { NumpyFunctionGeneratorOptions } from './options.ts';

/**
 * Adds a function on NumPy arrays to a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function numpyFunctionGenerator(
  tree: Tree,
  options: NumpyFunctionGeneratorOptions,
): Promise<void> {
  const { numpyConstruct } =
    await import('../../scaffold/construct/numpy-function/numpy-function.ts');
  const { name, doc, does = 'map', elements = 'float64', dimensions = 1 } = options;
  checkName(name);
  await addToLibrary(tree, options, async ({ types, attachPython, initializePython }) =>
    numpyConstruct({
      name,
      doc: doc ?? `TODO: describe what \`${name}\` does.`,
      does,
      elements,
      dimensions: Number(dimensions),
      minor: types.minor,
      attachPython,
      initializePython,
    }),
  );
}

export default constructGenerator<NumpyFunctionGeneratorOptions>(numpyFunctionGenerator);
