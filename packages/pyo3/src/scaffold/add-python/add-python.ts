import { formatFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import type { Wrappable } from '../construct/wrapper/wrappable.ts';
import type { Repository } from '../../project/edges/repository.ts';
import { addToLibrary } from '../construct/shared/add-construct.ts';
import { surveyedRepository } from '../workspace/correct-manifests.ts';
import { checkNames } from '../library/names.ts';
import { checkFolder, checkNotTaken } from '../library/taken.ts';
import { namedProject } from '../workspace/named-project.ts';
import { fromRoot } from '../workspace/from-root.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { surveyRepository } from '../workspace/repository-survey.ts';
import { chooseFunction, whyNone } from './choose-function.ts';
import { crateSource, refused } from './crate-source.ts';
import type { AddPythonGeneratorOptions } from '../../generators/add-python/options.ts';
import { plannedLibrary } from './planned-bindings.ts';
import { crateInLibrary, writeSibling } from './sibling.ts';

/**
 * Adds Python bindings to a crate, with a first function wrapped. Nothing is written if anything is
 * invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function addPython(
  tree: Tree,
  options: AddPythonGeneratorOptions,
): Promise<GeneratorCallback> {
  const { project: name, inPlace = false, skipFormat = false } = options;
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const project = namedProject(repository, name);
  const source = crateSource(tree, project, survey);
  if (inPlace && options.directory !== undefined) {
    throw refused(
      name,
      '--directory cannot be combined with --inPlace',
      'Omit --directory or --inPlace.',
    );
  }
  // Only the generators that need the grammar load it.
  const { parseRust } = await import('../../source/rust/parse.ts');
  const { wrappables } = await import('../construct/wrapper/wrappable.ts');
  const rust = parseRust(source.text, source.file);
  const found = wrappables(rust);
  const chosen = chooseFunction(found, options.function, source.file);
  const example = chosen === undefined ? 'function' : 'minimal';
  const { directory } = options;
  const within =
    directory === undefined ? options : { ...options, directory: fromRoot(tree, directory) };
  const library = plannedLibrary(source, within, example, survey);
  const former = inPlace ? undefined : formerLibrary(library.directory, repository);
  if (former !== undefined && chosen !== undefined && options.function !== undefined) {
    await wrap(tree, former, chosen, crateInLibrary(source, library, survey));
    if (!skipFormat) await formatFiles(tree);
    const nx = nxCommand(tree);
    return () => {
      logger.info(`\n"${former}" now also exposes "${chosen.name}" of the crate. Next steps:`);
      logger.info(`  ${nx} run ${former}:develop`);
      logger.info(`  ${nx} test ${former}`);
    };
  }
  checkNames(library);
  if (!inPlace) {
    checkFolder(tree, library, (folder) => `nx g pyo3:add-python ${name} --directory=${folder}`);
  }
  checkNotTaken(tree, library, survey);

  let crate = 'crate';
  if (inPlace) {
    const { writeInPlace } = await import('./in-place.ts');
    writeInPlace(tree, source, rust, library, survey);
  } else {
    crate = await writeSibling(tree, source, library, survey);
  }
  const written = await projectIn(tree, library.directory);
  if (chosen !== undefined) await wrap(tree, written, chosen, crate);
  if (!skipFormat) await formatFiles(tree);
  const nx = nxCommand(tree);
  return () => {
    if (chosen === undefined) logger.info(whyNone(found, source.file));
    const what = chosen === undefined ? 'an example' : `"${chosen.name}" of the crate`;
    logger.info(`\n"${written}" exposes ${what} to Python. Next steps:`);
    logger.info(
      `  ${nx} run ${written}:develop   import ${library.publicModule} from this checkout`,
    );
    logger.info(`  ${nx} test ${written}`);
  };
}

/** The existing library of the crate, which gets one more function. */
function formerLibrary(directory: string, { projects }: Repository): string | undefined {
  return projects.find(({ root, kind }) => root === directory && kind === 'maturin')?.name;
}

/** The project has the name that the files in its folder give it. */
async function projectIn(tree: Tree, directory: string): Promise<string> {
  const { projects } = surveyedRepository(await surveyRepository(tree));
  return projects.find(({ root }) => root === directory)?.name ?? '';
}

async function wrap(tree: Tree, project: string, chosen: Wrappable, crate: string): Promise<void> {
  const { wrapper } = await import('../construct/wrapper/wrapper.ts');
  const construct = wrapper(chosen, crate);
  await addToLibrary(tree, { project, skipFormat: true }, async () => Promise.resolve(construct));
}
