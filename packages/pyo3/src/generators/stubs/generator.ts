import { logger, type Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { constructTarget } from '../../scaffold/construct/shared/target.ts';
import { describing, undescribed } from '../../scaffold/convert/introspection.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { StubsGeneratorOptions } from './options.ts';

/**
 * Turns the feature on by which a library describes itself, in the manifest of its crate. Silent when
 * it is on.
 *
 * @throws Pyo3Error `project-unknown`, or `option-invalid` for what stubs cannot be made from.
 */
export async function stubsGenerator(tree: Tree, options: StubsGeneratorOptions): Promise<void> {
  const { project, release, survey } = await constructTarget(tree, options.project);
  const { manifests } = survey;
  if (project.kind !== 'maturin') {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: `The project "${project.name}" is built by setuptools-rust, and stubs are made by maturin.`,
      hint: 'Stubs that are written by hand stay as they are.',
    });
  }
  const read = (file: string) => tree.read(file, 'utf-8') ?? undefined;
  const problem = undescribed({ project, manifests, pyo3Minor: release.minor, read });
  if (problem !== undefined) {
    const message = `The project "${project.name}" ${problem.why}.`;
    throw new Pyo3Error({ code: 'option-invalid', message, hint: problem.hint });
  }
  if (project.crate.introspectable) return;
  const { file, edit } = describing(project, manifests);
  tree.write(file, edit(read(file) ?? ''));
  logger.info(`\n"${project.name}" describes itself. What to type next:`);
  logger.info(`  nx run ${project.name}:stubs         write its stubs`);
  logger.info(`  nx run ${project.name}:stubs-check   compare them with the extension`);
}

export default withReadableErrors(withLocks<StubsGeneratorOptions>(stubsGenerator));
