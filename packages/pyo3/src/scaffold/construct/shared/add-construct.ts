import { formatFiles, type Tree } from '@nx/devkit';
import type { Construct } from './construct.ts';
import type { FoundModule } from '../../../source/rust/find-module.ts';
import type { TypeContext } from './rust-type.ts';
import { childPath } from '../../../project/folder/workspace-path.ts';
import { constructTarget, type ConstructTarget } from './target.ts';
import { isFirstParty } from './first-party.ts';
import { addRequirements } from './requirements.ts';

/** The work that all generators of constructs share. */
export interface ConstructOptions {
  readonly project: string;
  readonly skipFormat?: boolean;
}

/** A library as it was read: the facts that a construct depends on. */
export interface OpenLibrary {
  readonly target: ConstructTarget;
  readonly rust: FoundModule;
  readonly types: TypeContext;
  /**
   * The module that Python imports a class from: the package, if it re-exports the extension's
   * names.
   */
  readonly pythonModule: string;
  /** Whether a submodule of the extension can have a stub beside the extension's stub. */
  readonly inPackage: boolean;
  readonly stub?: { readonly file: string; readonly text: string };
  /** The content of a workspace file, if it exists. */
  readonly read: (file: string) => string | undefined;
  /** PyO3's names of these functions, without the crate if its prelude is in scope. */
  readonly attachPython: string;
  readonly initializePython: string;
}

/**
 * Adds the construct that `make` returns to a library. Nothing is written if any part of it is
 * invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function addToLibrary(
  tree: Tree,
  options: ConstructOptions,
  make: (library: OpenLibrary) => Promise<Construct>,
): Promise<void> {
  const target = await constructTarget(tree, options.project);
  // Only these generators load the grammars.
  const { findModule } = await import('../../../source/rust/find-module.ts');
  const { addConstruct, exportsFrom, nameTaken } = await import('./insert-construct.ts');
  const { pytestFile } = await import('./pytest.ts');
  const { readClass } = await import('./read-class.ts');
  const { project, release } = target;
  const { moduleName, initName } = project.extension;
  const text = (file: string) => tree.read(file, 'utf-8') ?? undefined;
  const optional = (file: string | undefined) =>
    file === undefined ? undefined : { file, text: text(file) ?? '' };
  const rust = findModule(target.rustFile, initName, text);
  const stub = optional(target.stubFile);
  const types: TypeContext = {
    minor: release.minor,
    abi3: target.abi3,
    classOf: (name) => readClass(name, rust, stub),
  };
  const init = optional(target.initFile);
  const exported = init === undefined || exportsFrom(init.text, moduleName);
  const pythonModule = exported ? target.publicModule : moduleName;
  const construct = await make({
    pythonModule,
    inPackage: exported && init !== undefined && moduleName.includes('.'),
    stub,
    read: text,
    target,
    rust,
    types,
    attachPython: release.attachPython,
    initializePython: release.initializePython,
  });
  const testFile = childPath(project.root, 'tests', `test_${construct.name}.py`);
  const [top = moduleName] = moduleName.split('.');
  const firstParty = isFirstParty(tree, project.root, top) ? [top] : [];
  const files = addConstruct(construct, {
    rust,
    firstParty,
    moduleName,
    stub,
    init,
    exportsExceptions: release.minor >= 28,
    exists: (file) => tree.exists(file),
  });
  if (tree.exists(testFile)) throw nameTaken(construct.name, testFile);
  addRequirements(tree, target, construct);
  for (const { file, text: content } of files) tree.write(file, content);
  if (tree.exists(childPath(project.root, 'tests'))) {
    const names = construct.registered.map(({ name }) => name);
    tree.write(testFile, pytestFile(construct.pytest, names, pythonModule, firstParty));
  }
  if (!options.skipFormat) await formatFiles(tree);
}
