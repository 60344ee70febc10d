/** A module inside of the extension that can be imported as `package.name`. */
import type { Construct } from '../shared/construct.ts';
import { docLines, prelude, rustFile, testInPython, type PythonStart } from '../shared/own-file.ts';
import { assertion, testFunction } from '../shared/pytest.ts';

export interface SubmoduleRequest extends PythonStart {
  readonly name: string;
  readonly doc: string;
  /** The package that it is imported from. */
  readonly pythonModule: string;
  /** Whether its stub can be placed beside the extension's stub, so that it is typed. */
  readonly inPackage: boolean;
}

export function submoduleConstruct(request: SubmoduleRequest): Construct {
  const { name, pythonModule, inPackage } = request;
  // clippy rejects a module with the name of its parent (`module_inception`).
  const rustName = `${name}_module`;
  const path = `${pythonModule}.${name}`;
  const checks = [assertion(`${name}.greet("you")`, '"Hello, you"')];
  const test = testInPython(
    `${name}_is_found_by_python`,
    request,
    [[name, `pyo3::wrap_pymodule!(${rustName})(py)`]],
    ['import sys', `assert sys.modules["${path}"] is ${name}`, ...checks],
  );
  return {
    name,
    rust: {
      kind: 'file',
      module: name,
      text: rustFile(`The module \`${path}\`.`, [prelude], [moduleOf(request, rustName)], [test]),
    },
    registered: [{ kind: 'submodule', name, rustName }],
    stub: inPackage
      ? {
          imports: [{ module: path, alias: name }],
          text: '',
          module: { name, text: '__all__ = ["greet"]\n\ndef greet(name: str) -> str: ...\n' },
        }
      : {
          imports: [{ module: 'types', name: 'ModuleType' }],
          text: `${name}: ModuleType\n`,
        },
    pytest: {
      imports: [{ module: 'importlib' }],
      body: [
        testFunction(name, checks),
        testFunction(`${name}_is_imported_by_its_name`, [
          `assert importlib.import_module("${path}") is ${name}`,
        ]),
      ].join(''),
    },
  };
}

function moduleOf({ name, doc, pythonModule }: SubmoduleRequest, rustName: string): string {
  return [
    ...docLines(doc),
    `#[pymodule(name = "${name}", submodule)]`,
    `pub(crate) mod ${rustName} {`,
    `    ${prelude}`,
    '',
    '    /// Greets somebody. TODO: replace this example.',
    '    #[pyfunction]',
    '    fn greet(name: &str) -> String {',
    '        format!("Hello, {name}")',
    '    }',
    '',
    '    /// Registers the module: Python finds a module inside of an extension only in `sys.modules`.',
    '    #[pymodule_init]',
    "    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {",
    '        let modules = module.py().import("sys")?.getattr("modules")?;',
    `        modules.set_item("${pythonModule}.${name}", module)`,
    '    }',
    '}',
  ].join('\n');
}
