import { globAsync, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { cargoMembers } from '../corrections/cargo-members.ts';
import { uvMembers } from '../corrections/uv-members.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { treeReader } from '../../files/tree.ts';
import { manifestsOf } from '../../project/folder/manifests.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { findUvRoot, isUvMember } from '../../project/distribution/uv-workspace.ts';
import { childPath, isInside, resolvePath } from '../../project/folder/workspace-path.ts';
import { setValue } from '../../toml/edit.ts';
import { parseTomlDocument } from '../../toml/parse.ts';
import {
  correctManifests,
  manifestFiles,
  surveyedRepository,
} from '../workspace/correct-manifests.ts';
import { fromRoot } from '../workspace/from-root.ts';
import { namedProject } from '../workspace/named-project.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { surveyRepository, type Survey } from '../workspace/repository-survey.ts';
import { keepUvMember } from '../workspace/uv-membership.ts';
import { movedPath, movedPaths, type Move } from './moved-paths.ts';
import { moveProjectJson } from './project-json.ts';
import type { MoveGeneratorOptions } from '../../generators/move/options.ts';
import { requireSameGraph } from './same-graph.ts';

/**
 * Moves a project, with the projects inside it, and corrects the paths that lead to it or out of
 * it. Everything else in the manifests is kept byte for byte.
 *
 * @throws Pyo3Error `project-unknown`, and `option-invalid` for an unusable destination, for the
 * root project, and if a crate would change its cargo workspace or a dependency would be lost.
 */
export async function moveProject(
  tree: Tree,
  options: MoveGeneratorOptions,
): Promise<GeneratorCallback> {
  const survey = await surveyRepository(tree);
  const before = surveyedRepository(survey);
  const project = namedProject(before, options.project);
  const move = {
    from: project.root,
    to: destinationOf(tree, project, fromRoot(tree, options.destination)),
  };
  const files = manifestFiles(survey);
  const wasMember = uvMembersInside(survey, move);
  for (const file of files) correctPaths(tree, file, move, survey);
  await moveFiles(tree, move);
  const moved = files.map((file) => movedPath(file, move));
  for (const folder of wasMember) keepUvMember(tree, folder, manifestsOf(treeReader(tree)));
  correctManifests(tree, moved, [cargoMembers, uvMembers]);
  requireSameGraph(before, moved, move, tree);
  const nx = nxCommand(tree);
  return () => tellWhatIsNext(project, move, nx);
}

function tellWhatIsNext({ name, distribution }: Pyo3Project, { to }: Move, nx: string): void {
  logger.info(`\n"${name}" is now in ${to}.`);
  if (distribution === undefined) return;
  logger.info('Its editable install still points to the old folder. Next steps:');
  logger.info(`  ${nx} run ${name}:develop`);
}

/** Checks the folder before anything is written. */
function destinationOf(tree: Tree, project: Pyo3Project, written: string): string {
  const refused = (why: string, hint: string) =>
    new Pyo3Error({
      code: 'option-invalid',
      message: `The project "${project.name}" cannot be moved to "${written}": ${why}.`,
      hint,
    });
  const to = resolvePath('.', written);
  if (project.root === '.')
    throw refused('it is the root of the repository', 'Move the projects in it one by one.');
  if (to === undefined || to === '.' || /(^|\/)(\.git|node_modules)(\/|$)/.test(to))
    throw refused(
      'the destination is not a folder inside the workspace',
      'Name a folder relative to the workspace root, such as packages/mylib.',
    );
  if (isInside(to, project.root))
    throw refused('the destination is its own folder, or inside it', 'Choose a folder beside it.');
  if (tree.exists(to))
    throw refused('the destination already exists', 'Choose a folder that does not exist.');
  return to;
}

/** A manifest that cannot be read is kept as it is; its own project reports the error. */
function correctPaths(tree: Tree, file: string, move: Move, { manifests }: Survey): void {
  const text = tree.read(file, 'utf-8') ?? '';
  const edits = (() => {
    try {
      return movedPaths(file, parseTomlDocument(text, file), move, manifests.reader);
    } catch {
      return [];
    }
  })();
  const corrected = edits.reduce((edited, { path, value }) => setValue(edited, path, value), text);
  if (corrected !== text) tree.write(file, corrected);
}

/** Files that git ignores are not moved; tools recreate them. */
async function moveFiles(tree: Tree, move: Move): Promise<void> {
  for (const file of await globAsync(tree, [`${move.from}/**/*`])) {
    const content = tree.read(file);
    if (content === null) continue;
    const to = movedPath(file, move);
    if (to === childPath(move.to, 'project.json')) {
      tree.write(to, moveProjectJson(content.toString('utf8'), file, move));
    } else {
      tree.write(to, content, modeOf(join(tree.root, file)));
    }
    tree.delete(file);
  }
  tree.delete(move.from);
}

/** A file that exists only in the tree has no mode yet. */
function modeOf(file: string): { readonly mode: number } | undefined {
  try {
    return { mode: statSync(file).mode & 0o777 };
  } catch {
    return undefined;
  }
}

/** The new folders of the members of enclosing uv workspaces. */
function uvMembersInside({ manifests, pyprojectFolders }: Survey, move: Move): readonly string[] {
  return pyprojectFolders
    .filter((folder) => isInside(folder, move.from))
    .filter((folder) => {
      const root = findUvRoot(folder, manifests);
      return root !== undefined && !isInside(root.folder, move.from) && isUvMember(folder, root);
    })
    .map((folder) => movedPath(folder, move));
}
