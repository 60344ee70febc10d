import { logger, type Tree } from '@nx/devkit';
import type { StubsGeneratorOptions } from '../../generators/stubs/options.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { constructTarget } from '../construct/shared/target.ts';
import { describing, undescribed } from './introspection.ts';
import { nxCommand } from '../workspace/nx-command.ts';

/**
 * Enables introspection in the manifest of a library's crate. Prints nothing if it is already
 * enabled.
 *
 * @throws Pyo3Error `project-unknown`, or `option-invalid` if no stubs can be generated from it.
 */
export async function describeLibrary(tree: Tree, options: StubsGeneratorOptions): Promise<void> {
  const { project, release, survey } = await constructTarget(tree, options.project);
  const { manifests } = survey;
  if (project.kind !== 'maturin') {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: `The project "${project.name}" is built by setuptools-rust, but only maturin can generate stubs.`,
      hint: 'Handwritten stubs are not changed.',
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
  logger.info(`\n"${project.name}" can be introspected. Next steps:`);
  const nx = nxCommand(tree);
  logger.info(`  ${nx} run ${project.name}:stubs         write its stubs`);
  logger.info(`  ${nx} run ${project.name}:stubs-check   compare them with the extension`);
}
