import type { PythonEnvironment } from '../environment/python-environment.ts';
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { arrayField, stringField } from '../toml/fields.ts';
import { isTable } from '../toml/parse.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';

/**
 * Why only `maturin develop` can install the project as it is asked to be; `undefined` when the fast
 * way does the same.
 */
export function fastRefusal(
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
