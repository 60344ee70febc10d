import { formatFiles, type Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { isRustIdentifier } from '../../manifest/crate-name.ts';
import { isPythonIdentifier } from '../../python/module-name.ts';
import { childPath } from '../../project/workspace-path.ts';
import { constructTarget, type ConstructTarget } from '../construct-target.ts';
import { withReadableErrors } from '../readable-errors.ts';
import type { FunctionGeneratorOptions } from './options.ts';

/**
 * Adds a function to a library. Nothing is written when anything about it is wrong.
 *
 * @throws Pyo3Error with what to type instead.
 */
export async function functionGenerator(
  tree: Tree,
  options: FunctionGeneratorOptions,
): Promise<void> {
  const target = await constructTarget(tree, options.project);
  // The grammars are loaded by these generators alone.
  const { readSignature } = await import('../../constructs/python-source/signature.ts');
  const { functionText } = await import('../../constructs/function-text.ts');
  const { addFunction } = await import('../../constructs/add-function.ts');
  const signature = readSignature(options.args ?? '', options.returns ?? 'None');
  for (const name of [options.name, ...signature.parameters.map((one) => one.name)])
    checkName(name);
  const text = functionText({
    name: options.name,
    signature,
    doc: options.doc ?? `Describe what \`${options.name}\` does.`,
    fallible: options.fallible ?? false,
    detach: options.detach ?? false,
    attachPython: `pyo3::${target.release.attachPython}`,
    initializePython: target.release.initializePython.replace(/^(?!pyo3::)/, 'pyo3::'),
  });
  const testFile = childPath(target.project.root, 'tests', `test_${options.name}.py`);
  if (tree.exists(testFile)) throw taken(options.name, testFile);
  const read = (file: string) => ({ file, text: tree.read(file, 'utf-8') ?? '' });
  const written = addFunction(options.name, text, {
    rust: read(target.rustFile),
    initName: target.project.extension.initName,
    moduleName: target.project.extension.moduleName,
    ...(target.stubFile === undefined ? {} : { stub: read(target.stubFile) }),
    ...(target.initFile === undefined ? {} : { init: read(target.initFile) }),
  });
  for (const { file, text: content } of written) tree.write(file, content);
  if (hasTests(tree, target)) tree.write(testFile, text.pytest(target.publicModule));
  if (!options.skipFormat) await formatFiles(tree);
}

export default withReadableErrors<FunctionGeneratorOptions, void>(functionGenerator);

function hasTests(tree: Tree, { project }: ConstructTarget): boolean {
  return tree.exists(childPath(project.root, 'tests'));
}

function checkName(name: string): void {
  if (isRustIdentifier(name) && isPythonIdentifier(name) && name === name.toLowerCase()) return;
  throw new Pyo3Error({
    code: 'name-invalid',
    message: `"${name}" cannot be a name in both Rust and Python.`,
    hint: 'Use small letters, digits and "_", and no word that either language keeps for itself.',
  });
}

function taken(name: string, file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'name-taken',
    message: `${file} is there already.`,
    hint: `Choose another name: nx g pyo3:function ${name}2`,
  });
}
