import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { checkRawName } from '../../scaffold/construct/shared/check-name.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { FunctionGeneratorOptions } from './options.ts';

/**
 * Adds a function to a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function functionGenerator(
  tree: Tree,
  options: FunctionGeneratorOptions,
): Promise<void> {
  const { readSignature } = await import('../../source/python/signature.ts');
  const { functionConstruct } = await import('../../scaffold/construct/function/function-text.ts');
  const { name, args = '', returns = 'None', doc, fallible = false, detach = false } = options;
  const signature = readSignature(args, returns);
  checkRawName(name);
  for (const parameter of signature.parameters) checkRawName(parameter.name);
  await addToLibrary(tree, options, async ({ types, attachPython, initializePython }) =>
    functionConstruct({
      name,
      signature,
      doc: doc ?? `TODO: describe what \`${name}\` does.`,
      fallible,
      detach,
      attachPython: `pyo3::${attachPython}`,
      initializePython: initializePython.replace(/^(?!pyo3::)/, 'pyo3::'),
      context: types,
    }),
  );
}

export default constructGenerator<FunctionGeneratorOptions>(functionGenerator);
