import { afterDevelop } from './after-develop.ts';
import { typecheckInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/**
 * After `develop`: many settings let a checker pass over what is not installed (`ignore_missing_imports`
 * of mypy), and what it says then must not be remembered.
 */
export const typecheckTarget: MakeTarget = (context) => {
  const { project, uses } = context;
  if (project.typeChecker === undefined || !hasPythonSources(context)) return undefined;
  return {
    executor: 'pyo3:typecheck',
    cache: true,
    dependsOn: afterDevelop(context, uses.developForTypes),
    inputs: typecheckInputs(context),
    outputs: [],
    metadata: describeTarget(context, 'typecheck', {
      description: `Checks the types of the Python sources with ${project.typeChecker}`,
      example: {},
    }),
  };
};

/** A type checker fails where it finds no file at all. */
function hasPythonSources({ project }: Parameters<MakeTarget>[0]): boolean {
  const isPure = project.kind === 'maturin' && project.extension.layout === 'pure';
  return project.distribution !== undefined && (!isPure || project.testPaths.length > 0);
}
