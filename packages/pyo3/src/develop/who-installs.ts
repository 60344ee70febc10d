import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type {
  MaturinProject,
  PythonProject,
  SetuptoolsRustProject,
} from '../project/folder/pyo3-project.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { arrayField, stringField } from '../toml/fields.ts';
import { isTable } from '../toml/parse.ts';
import type { FastRequest } from './fast-request.ts';
import { extensionPlace } from './extension-place.ts';
import { stagedExtension } from './staged-extension.ts';

/** Who installs a project. */
export type Installer =
  /** The plugin, from what `compile` has built. */
  | { readonly by: 'plugin'; readonly request: FastRequest }
  /** `maturin develop`, for a reason, or because the option asks for it. */
  | { readonly by: 'maturin'; readonly project: MaturinProject; readonly reason?: string }
  /** The installer of Python, which calls the build backend. */
  | { readonly by: 'backend'; readonly project: PythonProject | SetuptoolsRustProject };

/**
 * Decides who installs a project: the one table, for a task and for a batch.
 *
 * | project         | `backend` | the fast way | installs                          |
 * | --------------- | --------- | ------------ | --------------------------------- |
 * | setuptools-rust | `fast`    |              | nobody: `option-invalid`          |
 * | not by maturin  | any       |              | the build backend                 |
 * | by maturin      | `maturin` |              | `maturin develop`                 |
 * | by maturin      | others    | can          | the plugin                        |
 * | by maturin      | `fast`    | cannot       | nobody: `option-invalid`          |
 * | by maturin      | `auto`    | cannot       | `maturin develop`, with a reason  |
 *
 * @throws Pyo3Error `option-invalid` where the table says so.
 */
export async function whoInstalls(
  session: TaskSession,
  project: MaturinProject | PythonProject | SetuptoolsRustProject,
  options: DevelopExecutorOptions,
): Promise<Installer> {
  const { backend = 'auto' } = options;
  if (project.kind !== 'maturin') {
    if (backend === 'fast' && project.kind === 'setuptools-rust') {
      throw notFast(session, 'setuptools-rust compiles its extension');
    }
    return { by: 'backend', project };
  }
  if (backend === 'maturin') return { by: 'maturin', project };
  const found = await fastRequest(session, project, options);
  if (typeof found !== 'string') return { by: 'plugin', request: found };
  if (backend === 'fast') throw notFast(session, found);
  return { by: 'maturin', project, reason: found };
}

/** What the fast way works on, or why it cannot do what is asked for. */
async function fastRequest(
  session: TaskSession,
  project: MaturinProject,
  options: DevelopExecutorOptions,
): Promise<FastRequest | string> {
  const manifests = manifestsOf(session.reader);
  const pyproject = manifests.pyproject(project.root);
  if (pyproject === undefined) return 'there is no pyproject.toml';
  const environment = await session.python();
  const refusal = fastRefusal(session, project, options, pyproject, environment);
  if (refusal !== undefined) return refusal;
  const staged = stagedExtension(session, project, environment.interpreter);
  if (staged === undefined) return 'there is no result of the target `compile`';
  const python = await session.maturinPython(pyproject.buildSystem?.requires ?? []);
  if (python === undefined) return 'neither maturin nor uv is there to ask for metadata';
  const place = extensionPlace(session, project, environment, staged);
  return { project, environment, manifests, place, python };
}

function notFast({ task }: TaskSession, reason: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `${task} has \`backend\` "fast", and only the build tool can do it: ${reason}.`,
    hint: 'Set `backend` to "auto", which takes the build tool where it has to.',
  });
}

/**
 * Why only `maturin develop` can install the project as it is asked to be; `undefined` when the fast
 * way does the same.
 */
function fastRefusal(
  session: TaskSession,
  project: MaturinProject,
  options: DevelopExecutorOptions,
  pyproject: Pyproject,
  environment: PythonEnvironment,
): string | undefined {
  return (
    refusalOfOptions(session, options) ??
    refusalOfProject(session, project, pyproject) ??
    (environment.kind === 'system' ? 'the interpreter is not of an environment' : undefined)
  );
}

function refusalOfOptions(
  { args }: TaskSession,
  options: DevelopExecutorOptions,
): string | undefined {
  if (args.length > 0) return 'it is called with arguments for maturin';
  const { profile = 'dev', features = [], noDefaultFeatures, allFeatures, target } = options;
  const set = [
    ['profile', profile !== 'dev'],
    ['features', features.length > 0],
    ['noDefaultFeatures', noDefaultFeatures],
    ['allFeatures', allFeatures],
    ['target', target !== undefined],
  ] as const;
  const other = set.find(([, given]) => given === true);
  return other && `the option \`${other[0]}\` asks for another build than that of compile`;
}

function refusalOfProject(
  { reader }: TaskSession,
  { root, extension, bindings = 'pyo3' }: MaturinProject,
  { buildSystem, maturin }: Pyproject,
): string | undefined {
  const backend = buildSystem?.buildBackend ?? 'maturin';
  if (backend !== 'maturin') return `the build backend is ${backend}`;
  if (!bindings.startsWith('pyo3')) return `[tool.maturin] bindings is "${bindings}"`;
  if (extension.layout === 'pure' && (maturin?.pythonPackages ?? []).length > 0) {
    return '[tool.maturin] python-packages stands beside a pure extension';
  }
  const generated = arrayField(maturin?.table, 'include').some(
    (element) => isTable(element) && stringField(element, 'from') !== undefined,
  );
  if (generated) return '[tool.maturin] include names files that the build makes';
  const [top = ''] = extension.moduleName.split('.');
  const data = [root, extension.pythonRoot].map((folder) => childPath(folder, `${top}.data`));
  const hasData = maturin?.data !== undefined || data.some((folder) => reader.isDirectory(folder));
  return hasData ? 'the wheel has a data folder' : undefined;
}
