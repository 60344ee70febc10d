import { isPyo3Error, type Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { oneLine, renderDiagnostic, renderError } from '../diagnostics/render.ts';
import type { Externals } from '../project/reads/externals.ts';
import type { ReadToDeclare } from '../observe/reads-to-declare.ts';
import type { OutsidePath } from '../project/detect/outside-repository.ts';
import type { Repository } from '../project/edges/repository.ts';

/**
 * What is wrong with manifests, locks and settings: told by every process that makes the graph.
 *
 * @param unread one for each file that could not be read, in the order of their paths.
 */
export function errorsIn(
  { broken, warnings }: Repository,
  locks: Externals,
  unread: readonly Pyo3Error[],
): readonly string[] {
  const known = [...broken.map(({ error }) => error), ...locks.broken, ...warnings];
  const files = new Set(known.filter(isPyo3Error).map(({ location }) => location?.file));
  const others = unread.filter(({ location }) => !files.has(location?.file));
  return [...known, ...others].map(renderError);
}

/** What was decided for the user. */
export function decisionsIn({ renamed, templates }: Repository): readonly string[] {
  return [
    ...templateHint(templates),
    ...renamed.map(({ root, wanted, name }) =>
      renderDiagnostic({
        code: 'project-renamed',
        message: `${oneLine(root)}: the project is called "${oneLine(name)}", since another project is called "${oneLine(wanted)}".`,
        hint: 'To choose a name, write a project.json with it: { "name": "…" }',
      }),
    ),
  ];
}

/** Reads that the next run of a task has as inputs, but a clone has not. */
export function readHints(reads: readonly ReadToDeclare[]): readonly string[] {
  const byProject = new Map<string, ReadToDeclare[]>();
  for (const read of reads) {
    byProject.set(read.project.name, [...(byProject.get(read.project.name) ?? []), read]);
  }
  return [...byProject].map(([name, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
    return renderDiagnostic({
      code: 'input-undeclared',
      message: `${name}: a task reads ${first?.glob ?? ''}${more}, which the manifest does not declare: clones have other cache keys.`,
      hint: 'Run `nx sync` and commit the result.',
    });
  });
}

/** Nx knows no file outside of the workspace. */
export function outsideHints(outside: readonly OutsidePath[]): readonly string[] {
  return outside.map(({ path, from }) =>
    renderDiagnostic({
      code: 'input-outside',
      message: `${oneLine(from)} leads to ${oneLine(path)}, outside of the workspace: its content is in every cache key, and nx affected does not see its changes.`,
      hint: 'Move it into the workspace, or make the folder around both the workspace.',
    }),
  );
}

/** One for all: a repository of examples has a template beside each. */
function templateHint(templates: Repository['templates']): readonly string[] {
  const [first, ...others] = templates;
  if (first === undefined) return [];
  const code = 'template-skipped';
  const hint = 'To silence this, write the folder into .nxignore.';
  if (others.length > 0) {
    const folders = templates.map(({ root }) => oneLine(root)).join(', ');
    const message = `These folders are templates and so not projects: ${folders}.`;
    return [renderDiagnostic({ message, code, hint })];
  }
  const { root, wanted } = first;
  const reason =
    wanted === undefined ? 'its manifest has placeholders' : `it is for "${oneLine(wanted)}"`;
  const message = `${oneLine(root)}: this is a template (${reason}) and so not a project.`;
  return [renderDiagnostic({ message, code, hint })];
}
