import { logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { inWordsOfRepository } from '../../diagnostics/render.ts';
import { parseRelease } from '../../manifest/cargo/cargo-version.ts';
import type { MaturinProject } from '../../project/folder/pyo3-project.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { surveyedRepository } from '../workspace/correct-manifests.ts';
import { namedProject } from '../workspace/named-project.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { surveyRepository } from '../workspace/repository-survey.ts';
import type { ConvertGeneratorOptions } from '../../generators/convert/options.ts';
import { nothing, type Outcome, type Situation } from './step.ts';
import { steps, usualSteps, type StepName } from './steps.ts';

/**
 * Updates a maturin project to current practice, step by step, and reports what each step did and
 * why. A second run changes nothing.
 *
 * @throws Pyo3Error `project-unknown`; `option-invalid` for a project that maturin does not build;
 * `edit-failed` if a manifest cannot be edited. Nothing is written then.
 */
export async function convertProject(
  tree: Tree,
  { project: name, steps: chosen }: ConvertGeneratorOptions,
): Promise<GeneratorCallback> {
  const names = chosen === undefined || chosen.length === 0 ? usualSteps : ordered(chosen);
  const situation = await situationOf(tree, name);
  const said = names.map((step) => `${step}: ${describeOutcome(tree, runStep(situation, step))}`);
  logger.info(inWordsOfRepository(`\n${said.join('\n')}\n`));
  const nx = nxCommand(tree);
  const hasChanged = tree.listChanges().length > 0;
  return () => {
    if (hasChanged) logger.info(`Next steps:\n  ${nx} test ${name}`);
  };
}

function ordered(chosen: readonly StepName[]): readonly StepName[] {
  return (Object.keys(steps) as StepName[]).filter((step) => chosen.includes(step));
}

async function situationOf(tree: Tree, name: string): Promise<Situation> {
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const project = namedProject(repository, name);
  const pyproject = survey.manifests.pyproject(project.root);
  if (project.kind !== 'maturin' || pyproject === undefined) throw notMaturin(name, project.kind);
  const [version] = /\d+(?:\.\d+)*/.exec(project.crate.pyo3Requirement ?? '') ?? [];
  const release = version === undefined ? undefined : parseRelease(version);
  return {
    project,
    siblings: repository.projects.filter(
      (one): one is MaturinProject =>
        one.kind === 'maturin' &&
        one.root !== project.root &&
        one.crate.cargoRoot === project.crate.cargoRoot,
    ),
    pyproject,
    manifests: survey.manifests,
    ...(release === undefined ? {} : { pyo3Minor: release[0] > 0 ? Infinity : release[1] }),
    read: (file) => (tree.exists(file) ? (tree.read(file, 'utf-8') ?? '') : undefined),
    rustFiles: rustFilesOf(tree, project),
  };
}

function rustFilesOf(tree: Tree, { crate }: MaturinProject): readonly string[] {
  const below = (folder: string): readonly string[] =>
    tree.children(folder).flatMap((name) => {
      const path = childPath(folder, name);
      if (tree.isFile(path)) return name.endsWith('.rs') ? [path] : [];
      return below(path);
    });
  return below(childPath(crate.root, 'src')).toSorted();
}

/** Only the steps that change settings apply to bindings other than pyo3. */
function runStep(situation: Situation, name: StepName): Outcome {
  const { bindings } = situation.project;
  const isOther = bindings !== undefined && !bindings.startsWith('pyo3');
  const ofSettings = name === 'editable-profile' || name === 'cache-keys';
  if (isOther && !ofSettings) return nothing(`requires pyo3, but this project uses ${bindings}`);
  return steps[name](situation);
}

function describeOutcome(tree: Tree, outcome: Outcome): string {
  if (outcome.kind === 'nothing') return outcome.why;
  if (outcome.kind === 'report') return ['to do by hand:', ...outcome.places].join('\n  ');
  for (const { file, edit } of outcome.corrections) {
    const before = tree.exists(file) ? (tree.read(file, 'utf-8') ?? '') : '';
    const after = edit(before);
    if (after !== before || !tree.exists(file)) tree.write(file, after);
  }
  return outcome.corrections.map(({ file, what }) => `${file}: ${what}`).join('\n  ');
}

function notMaturin(name: string, kind: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" is not built by maturin, so there is nothing to convert.`,
    hint:
      kind === 'crate'
        ? `Add bindings to the crate with: nx g pyo3:add-python ${name}`
        : `Turn it into a maturin project with: nx g pyo3:add-rust ${name}`,
  });
}
