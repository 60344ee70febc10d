import { logger, type Tree } from '@nx/devkit';
import { isPyo3Error, Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { addDependencyFeature } from '../../manifest/cargo-edit.ts';
import { introspectionFeature } from '../../project/crate.ts';
import { readCrateNeeds } from '../../project/crate-needs.ts';
import { booleanField } from '../../toml/fields.ts';
import { constructTarget, type ConstructTarget } from '../construct-target.ts';
import { oldestIntrospectablePyo3Minor } from '../pyo3-releases.ts';
import { withReadableErrors } from '../readable-errors.ts';
import type { StubsGeneratorOptions } from './options.ts';

/**
 * Turns the feature on by which a library describes itself, in the manifest of its crate. Silent when
 * it is on.
 *
 * @throws Pyo3Error `project-unknown`, or `option-invalid` for what stubs cannot be made from.
 */
export async function stubsGenerator(tree: Tree, options: StubsGeneratorOptions): Promise<void> {
  const target = await constructTarget(tree, options.project);
  requireIntrospection(target);
  await requireDescription(tree, target);
  const { project, survey } = target;
  if (project.crate.introspectable) return;
  const { manifestPath, root } = project.crate;
  const entries = readCrateNeeds(root, survey.manifests)?.dependencies ?? [];
  const edited = entries
    .filter(({ name, kind }) => name === 'pyo3' && kind === 'normal')
    .map(({ alias, target: only }) => [
      ...(only === undefined ? [] : ['target', only]),
      ...['dependencies', alias],
    ])
    .reduce(
      (text, path) => addDependencyFeature(text, path, introspectionFeature),
      tree.read(manifestPath, 'utf-8') ?? '',
    );
  tree.write(manifestPath, edited);
  logger.info(`\n"${project.name}" describes itself. What to type next:`);
  logger.info(`  nx run ${project.name}:stubs         write its stubs`);
  logger.info(`  nx run ${project.name}:stubs-check   compare them with the extension`);
}

function requireIntrospection({ project, release, survey }: ConstructTarget): void {
  const { bindings = 'pyo3', root } = project;
  const made = `and stubs are made from extensions of pyo3 0.${oldestIntrospectablePyo3Minor} or newer`;
  if (bindings !== 'pyo3')
    throw refused(project.name, `has the bindings ${bindings}, ${made}.`, byHand);
  if (release.minor < oldestIntrospectablePyo3Minor) {
    const hint = `Raise the version of pyo3 in Cargo.toml. ${byHand}`;
    throw refused(project.name, `uses pyo3 ${release.series}, ${made}.`, hint);
  }
  if (booleanField(survey.manifests.pyproject(root)?.maturin?.table, 'strip')) {
    throw refused(
      project.name,
      'has `strip = true` under [tool.maturin], which takes away what stubs are made from.',
      'Move it to Cargo.toml, for releases only: strip = true under [profile.release].',
    );
  }
}

/** What a module that is a function adds, it adds when it is imported. */
async function requireDescription(
  tree: Tree,
  { project, rustFile }: ConstructTarget,
): Promise<void> {
  // The grammars are loaded by generators alone.
  const { findModule } = await import('../../constructs/rust-source/find-module.ts');
  const { initName } = project.extension;
  const read = (file: string) => tree.read(file, 'utf-8') ?? undefined;
  const found = orNothing(() => findModule(rustFile, initName, read));
  if (found?.module.form !== 'functional') return;
  throw refused(
    project.name,
    `has a module that is a function (in ${found.source.file}), which does not say what it adds.`,
    `Write it as \`#[pymodule] mod ${found.module.rustName} { … }\`, with \`#[pymodule_export]\` of what it has.`,
  );
}

/** A module that is not found, as one that a macro makes, is looked at when stubs are made from it. */
function orNothing<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (isPyo3Error(error)) return undefined;
    throw error;
  }
}

const byHand = 'Stubs that are written by hand stay as they are.';

function refused(name: string, why: string, hint: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" ${why}`,
    hint,
  });
}

export default withReadableErrors<StubsGeneratorOptions, void>(stubsGenerator);
