import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { checkName } from '../../scaffold/construct/shared/check-name.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { SubmoduleGeneratorOptions } from './options.ts';

/**
 * Adds a module to the extension of a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function submoduleGenerator(
  tree: Tree,
  options: SubmoduleGeneratorOptions,
): Promise<void> {
  const { submoduleConstruct } = await import('../../scaffold/construct/submodule/submodule.ts');
  const { name, doc } = options;
  checkName(name);
  await addToLibrary(tree, options, async (library) => {
    const { pythonModule, inPackage, attachPython, initializePython } = library;
    return submoduleConstruct({
      name,
      doc: doc ?? `TODO: describe \`${name}\`.`,
      pythonModule,
      inPackage,
      attachPython,
      initializePython,
    });
  });
}

export default constructGenerator<SubmoduleGeneratorOptions>(submoduleGenerator);
