/**
 * What goes into the key of a task: coarse, but never too little.
 *
 * No task names two sets of one project. Nx makes one list of globs of them, in which what one set
 * leaves out is left out of the other too: `rust` and `python` together have neither `.rs` nor `.py`.
 */
import { forDistribution, forFact } from '../fingerprint/command.ts';
import { noMaterials, unionOfMaterials, type Materials } from '../project/reads/materials.ts';
import type { StubPlace } from '../project/distribution/stub-place.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { packedFiles, packingFiles } from './workspace-files.ts';
import { witnessed } from './lock-witness.ts';
import { besideSources, joinSets, type SetName } from './named-inputs.ts';
import { rootFile } from './root-file.ts';
import { cargoSettings, settingsOf } from './settings-sets.ts';
import type { Input, Sources, TargetContext } from './target-context.ts';
import { setOf } from './union-of-inputs.ts';

/** Of the extension: what rustc reads, and what says which Python it is for. */
export function compileInputs(context: TargetContext): Input[] {
  const { uses } = context;
  const files = [
    ...cargoSettings(context, uses.rust),
    ...settingsOf('environment-settings', context),
  ];
  const materials = [uses.rust.materials, uses.settings.environment, uses.ownSettings.rust];
  return key(context, ['rust', ...sourcesOf(uses.rust), ...files], materials);
}

/** Of the programs and libraries of a crate. Only what is compiled with pyo3 depends on a Python. */
export function crateInputs(context: TargetContext): Input[] {
  const { uses } = context;
  const { settings, startsPython } = uses;
  const files = startsPython ? settingsOf('environment-settings', context) : [];
  return key(
    context,
    ['rust', ...sourcesOf(uses.rust), ...cargoSettings(context, uses.rust), ...files],
    [uses.rust.materials, settings.environment, uses.ownSettings.rust],
  );
}

/** Of stubs that are made from the extension: what is compiled, by which maturin, and the stubs. */
export function stubsInputs(context: TargetContext, place: StubPlace): Input[] {
  const { uses } = context;
  const stubs = [
    rootFile(place.file),
    ...(place.package === undefined ? [] : [rootFile(childPath(place.package, '**/*.pyi'))]),
  ];
  const files = [
    ...cargoSettings(context, uses.rust),
    ...settingsOf('environment-settings', context),
    ...stubs,
  ];
  const materials = [uses.rust.materials, uses.settings.environment, uses.ownSettings.rust];
  return distributionKey(context, ['rust', ...sourcesOf(uses.rust), ...files], materials);
}

/** Tests that start Python can import the project, and what is installed for it. */
export function cargoTestInputs(context: TargetContext): Input[] {
  const { uses } = context;
  const { distributions, settings, startsPython } = uses;
  const files = startsPython ? settingsOf('environment-settings', context) : [];
  const sources = sourcesOf(uses.cargoTest, 'rust', startsPython ? uses.python : []);
  const materials = [
    uses.cargoTest.materials,
    distributions,
    settings.environment,
    uses.ownSettings.rust,
    uses.rustTester,
    ...(startsPython ? [uses.ownSettings.environment, uses.imported] : []),
  ];
  return key(
    context,
    [
      startsPython ? 'all-files' : 'rust-tests',
      ...[...sources, ...cargoSettings(context, uses.cargoTest), ...files],
    ],
    materials,
  );
}

export function pytestInputs(context: TargetContext): Input[] {
  const files = settingsOf('pytest-settings', context);
  const { settings, packageReads } = context.uses;
  const read = unionOfMaterials([settings.pytest, packageReads.packed]);
  return importedKey(context, 'all-files', files, read);
}

/**
 * Of a task that is not cached, but must be seen as affected by what it makes importable.
 */
export function developInputs(context: TargetContext): Input[] {
  const { uses } = context;
  const settings = unionOfMaterials([
    ...[uses.settings.environment, uses.ownSettings.wheel, uses.packageReads.metadata],
  ]);
  return withoutRuntime(
    importedKey(context, 'wheel', settingsOf('environment-settings', context), settings),
  );
}

/** Of a task that is not cached: Nx would start a program each time to get a key that nobody uses. */
export function withoutRuntime(inputs: readonly Input[]): Input[] {
  return inputs.filter((input) => typeof input === 'string' || !('runtime' in input));
}

export function lintInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  // ruff looks into hidden folders, too.
  const hidden = project.root === '.' ? [rootFile('.{github,gitlab,circleci}/**/*.py')] : [];
  const settings = [...settingsOf('lint-settings', context), ...hidden];
  const files = [...cargoSettings(context, uses.cargoTest), ...settings];
  return key(
    context,
    ['all-files', ...sourcesOf(uses.cargoTest), ...files],
    [uses.cargoTest.materials, uses.settings.ruff, uses.linter],
  );
}

export function typecheckInputs(context: TargetContext): Input[] {
  const { uses } = context;
  return key(
    context,
    ['python-tests', ...setOf('python', uses.types), ...settingsOf('typecheck-settings', context)],
    [
      ...[uses.typedDistributions, uses.checker, uses.settings.types],
      ...[uses.ownSettings.types, uses.typed],
    ],
  );
}

/** Of the wheel. A build has an environment of its own, for which no lock is read. */
export function wheelInputs(context: TargetContext): Input[] {
  const { uses } = context;
  const materials = [
    uses.rust.materials,
    uses.settings.environment,
    uses.ownSettings.wheel,
    uses.packageReads.metadata,
    uses.builders,
  ];
  return distributionKey(context, distributionFiles(context, 'wheel', 'rust'), materials);
}

/**
 * Of the sdist, which holds the path dependencies' sources, tests included, and the workspace's files
 * as well.
 */
export function sdistInputs(context: TargetContext): Input[] {
  const { project, uses } = context;
  const isRoot = project.root === '.';
  const files = [...packedFiles(project), ...(isRoot ? besideSources : [])];
  return distributionKey(context, distributionFiles(context, 'all-files', 'all-files'), [
    uses.rust.materials,
    uses.settings.environment,
    ...[uses.packageReads.packed, uses.packageReads.metadata, { ...noMaterials, files }],
  ]);
}

/** Of what imports the project and the Python projects that it uses. */
function importedKey(
  context: TargetContext,
  own: SetName,
  files: readonly Input[],
  settings: Materials,
): Input[] {
  const { uses } = context;
  const { pytest, python, distributions } = uses;
  return key(
    context,
    [own, ...sourcesOf(pytest, 'rust', python), ...cargoSettings(context, pytest), ...files],
    [pytest.materials, distributions, uses.tester, settings, uses.imported],
  );
}

/** The build tool's version is in the key of what it packs. */
function distributionKey(
  context: TargetContext,
  files: readonly Input[],
  materials: readonly Materials[],
): Input[] {
  return key(context, files, materials, forDistribution(context.fingerprint));
}

function distributionFiles(
  context: TargetContext,
  own: SetName,
  others: SetName,
): readonly Input[] {
  const { project, uses } = context;
  return [
    own,
    ...sourcesOf(uses.rust, others, uses.buildSystem),
    ...cargoSettings(context, uses.rust),
    ...settingsOf('environment-settings', context),
    ...packingFiles(project),
  ];
}

/** A set of what rustc reads, and the wheels' of the projects that are `imported` as well. */
function sourcesOf(
  { projects, folders }: Sources,
  set: SetName = 'rust',
  imported: readonly string[] = [],
): readonly Input[] {
  const asWheels = new Set(imported);
  // The same list where nothing is left out: each of thousands of projects has one of thousands.
  const others = asWheels.size === 0 ? projects : projects.filter((name) => !asWheels.has(name));
  return [
    ...setOf(joinSets('wheel', set), imported),
    ...setOf(set, others),
    ...folders.map((folder) => `{workspaceRoot}/${folder}/**/*`),
  ];
}

/**
 * npm packages do not decide what rustc or Python do, hence `externalDependencies` even where it is
 * empty: without it Nx puts all of them into the key.
 */
function key(
  { fingerprint, names, envFiles = [] }: TargetContext,
  files: readonly Input[],
  materials: readonly Materials[],
  runtime: string = fingerprint,
): Input[] {
  const isExact = names['lock-witness'] !== undefined;
  // The witness names them, and there may be as many as projects.
  const isWitnessed = isExact && materials.some(({ readFrom }) => readFrom.length > 0);
  const stated = isExact ? materials.map((one) => ({ ...one, readFrom: [] })) : materials;
  const { sets, readFrom, files: whole, variables, facts } = unionOfMaterials(stated);
  const read = [...whole, ...readFrom];
  return [
    ...new Set([...files, ...[...read, ...envFiles].map(rootFile)]),
    { externalDependencies: isExact ? sets.map(({ key: node }) => node) : [] },
    ...(isWitnessed ? [witnessed] : []),
    ...variables.map((env) => ({ env })),
    { runtime },
    ...facts.map((fact) => ({ runtime: forFact(fingerprint, fact) })),
  ];
}
