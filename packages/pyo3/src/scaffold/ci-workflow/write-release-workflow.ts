import { join } from 'node:path';
import {
  formatFiles,
  generateFiles,
  logger,
  readNxJson,
  type GeneratorCallback,
  type Tree,
} from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { ReleaseWorkflowGeneratorOptions } from '../../generators/release-workflow/options.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { addToGitignore } from '../workspace/gitignore.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { fileNameOf, targetName, workflowValues } from './values.ts';
import { fileExists } from './write-workflow.ts';

type Provider = ReleaseWorkflowGeneratorOptions['provider'];

/** What the plan of a workflow runs; see `wheels/release-jobs-cli.ts`. */
const jobsProgram = 'node_modules/pyo3/dist/wheels/release-jobs-cli.js';

/**
 * Writes a release workflow for the workspace in its current state: its package manager, default branch,
 * toolchain file and target names. Which wheels there are is left to the run, which asks the graph.
 *
 * @throws Pyo3Error `file-exists` if the workflow already exists, `option-invalid` for crates on GitLab,
 * `name-invalid` if `wheels` is switched off or a name cannot be written into a shell line.
 */
export async function writeReleaseWorkflow(
  tree: Tree,
  options: ReleaseWorkflowGeneratorOptions,
): Promise<GeneratorCallback> {
  const { provider, name = 'Release', environment = 'pypi', crates = false } = options;
  if (crates && provider === 'gitlab') throw noCrates();
  const { folder, file } =
    provider === 'github'
      ? { folder: '.github/workflows', file: fileNameOf(name) }
      : { folder: '.gitlab', file: fileNameOf(name) };
  const path = childPath(folder, `${file}.yml`);
  const taken = [path, childPath(folder, `${file}.yaml`)].find((each) => tree.exists(each));
  if (taken !== undefined) throw fileExists(taken, provider);
  const wheels = targetName(tree, 'wheels');
  if (wheels === undefined) throw noWheels();
  const check = targetName(tree, 'wheels-check');
  const values = { ...workflowValues(tree, name), wheels, check, environment, crates, jobsProgram };
  const templates = join(import.meta.dirname, '../../generators/release-workflow/files', provider);
  generateFiles(tree, templates, folder, { tmpl: '', file, ...values });
  if (provider === 'gitlab') {
    addToGitignore(tree, 'What CI keeps between its runs', ['.ci-cache/', '.ci-release/']);
  }
  if (!options.skipFormat) await formatFiles(tree);
  const steps = [
    ...(readNxJson(tree)?.release === undefined
      ? [`${nxCommand(tree)} g pyo3:release   what \`nx release\` needs`]
      : []),
    `${nxCommand(tree)} show projects --with-target ${wheels}   what is built: ask for wheels where a project is missing`,
    'uv add --dev ziglang   builds Linux wheels for an older glibc than the runner has',
    ...(provider === 'gitlab' ? [`include: ${path} in .gitlab-ci.yml`] : []),
    `git add ${path}`,
  ];
  return () => {
    logger.info(
      `\n${path} is ready. Before the first release:\n  ${setup(provider, file, options)}`,
    );
    logger.info(`Next steps:\n  ${steps.join('\n  ')}`);
  };
}

function setup(
  provider: Provider,
  file: string,
  { environment = 'pypi', crates = false }: ReleaseWorkflowGeneratorOptions,
): string {
  if (provider === 'gitlab') {
    return `on PyPI, add a trusted publisher for each project: top-level pipeline file .gitlab-ci.yml, environment ${environment}`;
  }
  const place = `workflow ${file}.yml, environment ${environment}`;
  return [
    `on GitHub, make the environment ${environment}: only the default branch, with an approval`,
    `on PyPI, add a trusted publisher for each project: ${place}`,
    ...(crates ? [`on crates.io, add one for each crate, after its first version: ${place}`] : []),
  ].join('\n  ');
}

function noCrates(): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message:
      '`crates` cannot be combined with `provider` gitlab: the workflow would need a long-lived token.',
    hint: 'Leave `--crates` out, and publish crates with `cargo publish`.',
  });
}

function noWheels(): Pyo3Error {
  return new Pyo3Error({
    code: 'name-invalid',
    message: 'The target `wheels` is switched off, and the workflow builds wheels.',
    location: { file: 'nx.json' },
    hint: 'Remove "wheels": false from `targets` in the options of the plugin pyo3.',
  });
}
