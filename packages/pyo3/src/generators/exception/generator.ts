import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { ExceptionGeneratorOptions } from './options.ts';

/**
 * Adds exceptions to a library. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function exceptionGenerator(
  tree: Tree,
  options: ExceptionGeneratorOptions,
): Promise<void> {
  const { exceptionConstruct } = await import('../../scaffold/construct/exception/exception.ts');
  const { exportedPath } = await import('../../scaffold/construct/shared/read-class.ts');
  const { isBuiltinException } = await import('../../scaffold/construct/shared/names.ts');
  const { name, base = 'Exception', children = '', fromRust = false, doc } = options;
  await addToLibrary(
    tree,
    options,
    async ({ rust, pythonModule, attachPython, initializePython }) =>
      exceptionConstruct({
        name,
        base,
        basePath: isBuiltinException(base) ? undefined : exportedPath(base, rust),
        children: children
          .split(',')
          .map((child) => child.trim())
          .filter((child) => child !== ''),
        fromRust,
        doc: doc ?? `TODO: describe when \`${name}\` is raised.`,
        pythonModule,
        attachPython,
        initializePython,
      }),
  );
}

export default constructGenerator<ExceptionGeneratorOptions>(exceptionGenerator);
