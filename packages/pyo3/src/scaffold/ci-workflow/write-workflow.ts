import { join } from 'node:path';
import { formatFiles, generateFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { addToGitignore } from '../workspace/gitignore.ts';
import type { CiWorkflowGeneratorOptions } from '../../generators/ci-workflow/options.ts';
import { fileNameOf, workflowValues } from './values.ts';

/**
 * Writes a CI workflow for the workspace in its current state: its package manager, default branch,
 * toolchain file and target names.
 *
 * @throws Pyo3Error `file-exists` if the workflow already exists.
 */
export async function writeWorkflow(
  tree: Tree,
  options: CiWorkflowGeneratorOptions,
): Promise<GeneratorCallback> {
  const { ci, name = 'CI' } = options;
  const { folder, file } = workflowPath(ci, name);
  const path = childPath(folder, `${file}.yml`);
  const taken = [path, childPath(folder, `${file}.yaml`)].find((each) => tree.exists(each));
  if (taken !== undefined) throw fileExists(taken, ci);
  generateFiles(tree, join(import.meta.dirname, '../../generators/ci-workflow/files', ci), folder, {
    tmpl: '',
    file,
    ...workflowValues(tree, name),
  });
  if (ci === 'gitlab') addToGitignore(tree, 'What CI keeps between its runs', ['.ci-cache/']);
  if (!options.skipFormat) await formatFiles(tree);
  const nx = nxCommand(tree);
  return () => {
    logger.info(`\n${path} is ready. To use a remote cache there:\n  ${cacheSetup[ci]}`);
    logger.info(`Next steps:\n  ${nx} sync   what the workflow checks first\n  git add ${path}`);
  };
}

type Provider = CiWorkflowGeneratorOptions['ci'];

/** The path where the provider looks for workflows. */
function workflowPath(
  ci: Provider,
  name: string,
): { readonly folder: string; readonly file: string } {
  switch (ci) {
    case 'github':
      return { folder: '.github/workflows', file: fileNameOf(name) };
    case 'gitlab':
      return { folder: '.', file: '.gitlab-ci' };
    case 'circleci':
      return { folder: '.circleci', file: 'config' };
  }
}

const cacheSetup: Readonly<Record<Provider, string>> = {
  github:
    'a variable NX_CACHE_SERVER, and environments nx-cache-write (protected branches only) and nx-cache-read, each with a secret NX_CACHE_TOKEN',
  gitlab:
    'variables NX_CACHE_SERVER, NX_CACHE_READ_TOKEN (masked) and NX_CACHE_WRITE_TOKEN (masked and protected)',
  circleci:
    'contexts nx-cache-write (restricted to the default branch) and nx-cache-read, which must exist; each with NX_CACHE_SERVER and NX_CACHE_TOKEN',
};

export function fileExists(path: string, ci: Provider): Pyo3Error {
  const otherName = ci === 'github' ? ', or give this workflow another --name' : '';
  return new Pyo3Error({
    code: 'file-exists',
    message: `The workflow ${path} already exists.`,
    location: { file: path },
    hint: `Move it away and compare the two${otherName}.`,
  });
}
