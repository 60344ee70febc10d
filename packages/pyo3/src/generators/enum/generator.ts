import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { EnumGeneratorOptions } from './options.ts';

/**
 * Adds an enumeration to a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function enumGenerator(tree: Tree, options: EnumGeneratorOptions): Promise<void> {
  const { enumConstruct, readVariants } = await import('../../scaffold/construct/enum/enum.ts');
  const { checkClassName } = await import('../../scaffold/construct/shared/names.ts');
  const { name, doc, renameAll = 'none' } = options;
  checkClassName(name);
  const variants = readVariants(options.variants);
  await addToLibrary(
    tree,
    options,
    async ({ types, pythonModule, attachPython, initializePython }) =>
      enumConstruct({
        name,
        variants,
        renames: renameAll !== 'none',
        doc: doc ?? `TODO: describe \`${name}\`.`,
        pythonModule,
        saysFromPython: types.minor >= 28,
        isCopy: types.minor !== 28,
        attachPython,
        initializePython,
      }),
  );
}

export default constructGenerator<EnumGeneratorOptions>(enumGenerator);
