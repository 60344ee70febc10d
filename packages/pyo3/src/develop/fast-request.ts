import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { FastRequest } from './develop-fast.ts';
import { extensionPlace } from './extension-place.ts';
import { fastRefusal } from './fast-refusal.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { stagedExtension } from './staged-extension.ts';

export type FastChoice =
  | { readonly kind: 'fast'; readonly request: FastRequest }
  | { readonly kind: 'maturin'; readonly reason: string };

/** Whether the fast way does what is asked for, with all that it works on. */
export async function chooseFast(
  session: TaskSession,
  project: MaturinProject,
  options: DevelopExecutorOptions,
): Promise<FastChoice> {
  const manifests = manifestsOf(session.reader);
  const pyproject = manifests.pyproject(project.root);
  if (pyproject === undefined) return maturin('there is no pyproject.toml');
  const environment = await session.python();
  const refusal = fastRefusal(session, project, options, pyproject, environment);
  if (refusal !== undefined) return maturin(refusal);
  const staged = stagedExtension(session, project, environment.interpreter);
  if (staged === undefined) return maturin('there is no result of the target `compile`');
  const python = await session.maturinPython(pyproject.buildSystem?.requires ?? []);
  if (python === undefined) return maturin('neither maturin nor uv is there to ask for metadata');
  const place = extensionPlace(session, project, environment, staged);
  return { kind: 'fast', request: { project, environment, manifests, place, python } };
}

function maturin(reason: string): FastChoice {
  return { kind: 'maturin', reason };
}
