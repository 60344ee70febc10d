import { logger, readNxJson, type GeneratorCallback, type Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { inWordsOfRepository } from '../../diagnostics/render.ts';
import { readRepository } from '../../project/edges/repository.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { surveyRepository } from '../workspace/repository-survey.ts';
import { writeNxJson } from '../workspace/write-nx-json.ts';
import { planRelease, type ReleaseChoices } from './release-plan.ts';

/**
 * Writes `release` in nx.json, unless it names projects or groups already.
 *
 * @returns what tells the choices, and ends with the command to type next.
 * @throws Pyo3Error `project-unknown` if no project can be released.
 */
export async function configureRelease(
  tree: Tree,
  choices: ReleaseChoices,
): Promise<GeneratorCallback> {
  const nxJson = readNxJson(tree) ?? {};
  const nx = nxCommand(tree);
  if (nxJson.release?.projects !== undefined || nxJson.release?.groups !== undefined) {
    return () => {
      logger.info('nx.json already names the projects to release; nothing was changed.');
      logger.info(`To see what a release would do:\n  ${nx} release --dry-run --skip-publish`);
    };
  }
  const { manifests, cargoFolders, pyprojectFolders } = await surveyRepository(tree);
  const files = [
    ...cargoFolders.map((folder) => childPath(folder, 'Cargo.toml')),
    ...pyprojectFolders.map((folder) => childPath(folder, 'pyproject.toml')),
  ];
  const plan = planRelease(readRepository(files, manifests), manifests, choices);
  if (plan === undefined) {
    throw new Pyo3Error({
      code: 'project-unknown',
      message:
        'There is no project to release: no crate may be published and no package installed.',
      hint: 'Create a library first: nx g pyo3:lib libs/mylib',
    });
  }
  writeNxJson(tree, { ...nxJson, release: { ...nxJson.release, ...plan.release } });
  return () => {
    logger.info('nx.json: release');
    for (const line of plan.told) logger.info(inWordsOfRepository(`  ${line}`));
    logger.info(
      `Next step, which shows the first release and writes nothing:\n  ${nx} release minor --first-release --dry-run --skip-publish`,
    );
  };
}
