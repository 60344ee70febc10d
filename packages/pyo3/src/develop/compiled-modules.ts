import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { absolutePath } from '../files/paths.ts';
import { setuptoolsRustCargo } from '../commands/setuptools-rust-cargo.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { readCargoEvents } from '../cargo/events.ts';
import { cargoMessages } from '../cargo/message.ts';
import type { SetuptoolsRustTarget } from '../manifest/pyproject/setuptools-rust-config.ts';
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import type { SetuptoolsRustProject } from '../project/folder/pyo3-project.ts';
import { setuptoolsExtension } from '../project/distribution/setuptools-layout.ts';
import { tableField, tablesField } from '../toml/fields.ts';
import { isLoadable } from './staged-extension.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** What changes what setuptools-rust or setuptools do. */
const variables = [
  ...['CARGO_BUILD_TARGET', 'CARGO', 'DIST_EXTRA_CONFIG'],
  'SETUPTOOLS_RUST_PEP517_USE_BASE_PYTHON',
];

/**
 * Why it is not known how setuptools-rust calls cargo for a project, so that only it can tell
 * whether its modules are compiled; `undefined` when it is.
 */
export function unknownCompile(
  { tool, setuptoolsRust }: Pyproject,
  { interpreter }: PythonEnvironment,
  hasSetupConfig: boolean,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const { extModules = [], bins = [] } = setuptoolsRust ?? {};
  // There it has arguments of its own for rustc.
  if (platform === 'darwin' || interpreter.extSuffix.includes('musl')) {
    return `setuptools-rust compiles in its own way for ${interpreter.extSuffix}`;
  }
  if (hasSetupConfig) return 'setup.cfg may change the build';
  if (extModules.length === 0) return 'pyproject.toml does not say what is compiled';
  if (bins.length > 0) return 'it has programs';
  const variable = variables.find((name) => env[name]);
  if (variable !== undefined) return `${variable} is set`;
  const entries = tablesField(tableField(tool, 'setuptools-rust'), 'ext-modules');
  const isKnown = ([key, value]: readonly [string, unknown]) =>
    ['target', 'path', 'binding', 'features', 'rust-version'].includes(key) ||
    (key === 'debug' && typeof value === 'boolean') ||
    // That is the default: only the settings of bdist_wheel turn it on.
    (key === 'py-limited-api' && value === 'auto' && tableField(tool, 'distutils') === undefined);
  const [other] = entries.flatMap(Object.entries).find((entry) => !isKnown(entry)) ?? [];
  if (other !== undefined) return `"${other}" changes the build`;
  const isBound = extModules.every(({ binding = 'PyO3' }) => binding === 'PyO3');
  return isBound ? undefined : 'it has a module without PyO3';
}

/**
 * Whether the modules that lie in the packages are what cargo makes of these sources now. cargo is
 * asked in the words of setuptools-rust; what it has to compile, setuptools-rust finds compiled.
 *
 * @param profile that of `profileVariable`, where it is set.
 */
export async function areCompiled(
  session: TaskSession,
  project: SetuptoolsRustProject,
  { setuptoolsRust }: Pyproject,
  { interpreter }: PythonEnvironment,
  profile: string | undefined,
): Promise<boolean> {
  const cargo = await session.cargo('extension');
  for (const module of setuptoolsRust?.extModules ?? []) {
    const [placed, ...others] = filesOf(module, session, project, interpreter.extSuffix);
    if (placed === undefined || others.length > 0) return false;
    const { path = 'Cargo.toml', features, debug } = module;
    const own = debug === false ? 'release' : undefined;
    const asked = { manifest: path, features, profile: profile ?? own };
    const command = setuptoolsRustCargo(cargo, asked);
    const mode = { show: 'live', isData: true, explain: false } as const;
    const { exitCode, stdout } = await session.run(command, mode);
    if (exitCode !== 0) return false;
    const manifest = realpathSync(join(session.workspaceRoot, project.root, path));
    const { libraries } = readCargoEvents(cargoMessages(stdout));
    const compiled = [...libraries].find(([file]) => realpathSync(file) === manifest)?.[1];
    if (compiled === undefined) return false;
    if (!readFileSync(compiled.file).equals(readFileSync(placed))) return false;
  }
  return true;
}

/** Absolute paths of all that Python could load as the module. */
function filesOf(
  { target }: SetuptoolsRustTarget,
  { workspaceRoot, reader }: TaskSession,
  project: SetuptoolsRustProject,
  extSuffix: string,
): readonly string[] {
  const extension = setuptoolsExtension(project, target, reader);
  if (extension === undefined) return [];
  const { initName, pythonRoot, packageDir = pythonRoot } = extension;
  const path = absolutePath(workspaceRoot, packageDir);
  return readdirSync(path)
    .filter((file) => isLoadable(file, initName, extSuffix))
    .map((file) => join(path, file));
}
