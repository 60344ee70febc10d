import { childPath } from '../../project/folder/workspace-path.ts';
import type { CargoHome } from '../workspace/cargo-home.ts';
import type { Survey } from '../workspace/repository-survey.ts';
import { exportedNames, pythonSource, type Library } from './shape.ts';
import { bytecodePattern } from '../../python/tool-caches.ts';
import { cacheKeys, cargoDependencies, packageFields } from './manifest-text.ts';
import {
  enclosingRuffConfig,
  exportLines,
  importLine,
  mypyFiles,
  pythonList,
  usageLines,
} from './python-text.ts';

/** A folder in `library/files`, the destination of its files, and the values of its variables. */
export interface TemplateFolder {
  readonly folder: string;
  readonly into: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The templates of the library. The values are plain strings and booleans, decided here. */
export function templatesFor(
  library: Library,
  home: CargoHome,
  survey: Survey,
): readonly TemplateFolder[] {
  const isSetuptools = library.buildBackend === 'setuptools-rust';
  // setuptools packages the manifest as it is, and the source archive lacks the manifest that it
  // inherits from.
  const values = templateValues(library, isSetuptools ? withoutInheritance(home) : home, survey);
  const { directory, crateDirectory, layout, example, numpy, typing, unitTestRunner } = library;
  const source = pythonSource(layout);
  const packageFolder = source && childPath(directory, source, ...library.publicModule.split('.'));
  const from = (folder: string, into: string) => ({ folder, into, values });
  return [
    from('project', directory),
    ...(isSetuptools ? [from('setuptools', directory)] : []),
    from('crate', crateDirectory),
    from(`crate-${example}`, crateDirectory),
    ...(numpy ? [from('arrays', crateDirectory)] : []),
    ...(packageFolder ? [from('package', packageFolder)] : []),
    // Without a package, maturin turns the stub beside pyproject.toml into a package.
    ...(typing ? [from('typed', packageFolder ?? directory)] : []),
    ...(unitTestRunner === 'pytest' ? [from('tests', childPath(directory, 'tests'))] : []),
  ];
}

function withoutInheritance({ folder }: CargoHome): CargoHome {
  return { folder };
}

function templateValues(
  library: Library,
  home: CargoHome,
  survey: Survey,
): Readonly<Record<string, unknown>> {
  const names = exportedNames(library);
  const source = pythonSource(library.layout);
  const checked = mypyFiles(library);
  return {
    tmpl: '',
    ...library,
    ...library.pyo3,
    testName: library.publicModule.replaceAll('.', '_'),
    pythonVersion: `3.${library.python}`,
    pythonSource: source,
    bytecodePattern,
    abi3: library.abi3,
    isMaturin: library.buildBackend === undefined,
    crateFolder: library.layout === 'src' ? 'rust/' : '',
    packageFields: packageFields(home),
    cargoDependencies: cargoDependencies(library, home),
    inheritsLints: home.workspace?.lints ?? false,
    cacheKeys: cacheKeys(library, home),
    exportLines: exportLines(library),
    exportList: pythonList(names),
    testImport: importLine(library.publicModule, names),
    usage: usageLines(library),
    mypyFiles: checked.length === 0 ? undefined : pythonList(checked),
    mypyPath: source ?? '.',
    ruffExtends: enclosingRuffConfig(library, survey),
    topModule: library.moduleName.split('.')[0],
  };
}
