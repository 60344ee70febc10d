import type { Tree } from '@nx/devkit';
import { addToLibrary } from '../../scaffold/construct/shared/add-construct.ts';
import { checkName } from '../../scaffold/construct/shared/check-name.ts';
import { constructGenerator } from '../../scaffold/construct/shared/construct-generator.ts';
import type { EmbedGeneratorOptions } from './options.ts';

/**
 * Adds a Rust function that calls Python. Nothing is written if anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function embedGenerator(tree: Tree, options: EmbedGeneratorOptions): Promise<void> {
  const { embedConstruct } = await import('../../scaffold/construct/embed/embed.ts');
  const { name, doc, from = 'expression' } = options;
  checkName(name);
  await addToLibrary(tree, options, async ({ attachPython, initializePython }) =>
    embedConstruct({
      name,
      doc: doc ?? `TODO: describe what \`${name}\` does.`,
      from,
      attachPython,
      initializePython,
    }),
  );
}

export default constructGenerator<EmbedGeneratorOptions>(embedGenerator);
