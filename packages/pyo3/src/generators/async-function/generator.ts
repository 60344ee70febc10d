import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { checkName, checkRawName } from '../../scaffold/construct/shared/check-name.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { AsyncFunctionGeneratorOptions } from './options.ts';

/**
 * Adds an awaitable function to a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function asyncFunctionGenerator(
  tree: Tree,
  options: AsyncFunctionGeneratorOptions,
): Promise<void> {
  const { readSignature } = await import('../../source/python/signature.ts');
  const { asyncConstruct } =
    await import('../../scaffold/construct/async-function/async-function.ts');
  const { name, args = '', returns = 'None', doc, fallible = false } = options;
  const signature = readSignature(args, returns);
  checkName(name);
  for (const parameter of signature.parameters) checkRawName(parameter.name);
  await addToLibrary(tree, options, async ({ types, attachPython, initializePython }) =>
    asyncConstruct({
      name,
      signature,
      doc: doc ?? `TODO: describe what \`${name}\` does.`,
      fallible,
      attachPython,
      initializePython,
      context: types,
    }),
  );
}

export default constructGenerator<AsyncFunctionGeneratorOptions>(asyncFunctionGenerator);
