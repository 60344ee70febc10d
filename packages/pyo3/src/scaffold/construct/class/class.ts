/** A Rust class that is visible in Python, with its optional features. */
import { basicChecks, classPytest } from './class-python.ts';
import { classStub } from './class-stub.ts';
import { classShape, type ClassRequest, type ClassShape } from './class-shape.ts';
import { inheritedItems } from './inherited-methods.ts';
import { methodsOf } from './class-methods.ts';
import type { Construct } from '../shared/construct.ts';
import { attribute, docLines, prelude, rustFile, testInPython } from '../shared/own-file.ts';
import { importBlock, usedImports } from '../shared/imports.ts';

/** @throws Pyo3Error `name-invalid` or `option-invalid`. */
export function classConstruct(request: ClassRequest): Construct {
  const shape = classShape(request);
  const { name, snake, iterator, base } = shape;
  const items = [
    structOf(shape),
    ...inheritedItems(shape),
    implementation(name, methodsOf(shape)),
    ...(iterator ? iteratorOf(shape) : []),
  ];
  return {
    name: snake,
    rust: {
      kind: 'file',
      module: snake,
      text: rustFile(`The class \`${name}\`.`, usesOf(shape), items, [rustTest(shape)]),
    },
    registered: [{ kind: 'class', name }],
    stub: classStub(shape),
    pytest: { ...classPytest(shape), names: base === undefined ? [] : [base.name] },
  };
}

function usesOf(shape: ClassShape): readonly string[] {
  const { args, base, classMethod, contextManager } = shape;
  const types = [
    ...(contextManager || inheritedItems(shape).length > 0 ? ['PyTuple'] : []),
    ...(classMethod === undefined ? [] : ['PyType']),
  ];
  const [only, ...others] = types;
  const list = others.length > 0 ? `{${types.join(', ')}}` : only;
  return [
    prelude,
    ...standardUses(args.map(({ rust }) => rust.rust).join()),
    ...(list === undefined ? [] : [`use pyo3::types::${list};`]),
    ...(base === undefined ? [] : [`use super::${base.path};`]),
  ];
}

function standardUses(types: string): readonly string[] {
  const collections = ['HashMap', 'HashSet'].filter((one) => types.includes(one));
  return [
    ...(collections.length === 2 ? ['use std::collections::{HashMap, HashSet};'] : []),
    ...(collections.length === 1 ? [`use std::collections::${collections.join('')};`] : []),
    ...(types.includes('PathBuf') ? ['use std::path::PathBuf;'] : []),
  ];
}

function structOf(shape: ClassShape): string {
  const { name, own, access, frozen, order, base, exact } = shape;
  // Derived code would not see the values of the base class.
  const eq = shape.eq && base === undefined;
  const hash = shape.hash && base === undefined;
  const attributes = [
    ...(frozen ? ['frozen'] : []),
    ...(eq ? ['eq'] : []),
    ...(order ? ['ord'] : []),
    ...(hash ? ['hash'] : []),
    ...(shape.subclass ? ['subclass'] : []),
    ...(base === undefined ? [] : [`extends = ${base.path.split('::').at(-1) ?? ''}`]),
    `module = "${shape.pythonModule}"`,
  ];
  const derives = [
    'Debug',
    ...(eq ? ['PartialEq'] : []),
    ...(eq && exact ? ['Eq'] : []),
    ...(hash ? ['Hash'] : []),
    ...(order ? ['PartialOrd'] : []),
  ];
  const visible = access === 'attributes' ? `    #[pyo3(get${frozen ? '' : ', set'})]` : undefined;
  const fields = own.flatMap((field) => [
    ...(visible === undefined ? [] : [visible]),
    `    ${field.inRust}: ${field.rust.rust},`,
  ]);
  const closed = shape.contextManager
    ? ['    /// Whether its `with` block has been left.', '    #[pyo3(get)]', '    closed: bool,']
    : [];
  const body = [...fields, ...closed];
  return [
    ...docLines(shape.doc),
    attribute('pyclass', attributes),
    `#[derive(${derives.join(', ')})]`,
    ...(body.length === 0
      ? [`pub(crate) struct ${name} {}`]
      : [`pub(crate) struct ${name} {`, ...body, '}']),
  ].join('\n');
}

function implementation(name: string, methods: readonly string[]): string {
  return ['#[pymethods]', `impl ${name} {`, methods.join('\n\n'), '}'].join('\n');
}

/**
 * Generates a separate iterator class, so that several iterators over one value are independent.
 */
function iteratorOf({ name, iterated }: ClassShape): readonly string[] {
  const element = iterated?.rust.rust.replace(/^Vec<(.*)>$/, '$1') ?? '';
  return [
    [
      `/// The iterator of \`${name}\`.`,
      '#[pyclass]',
      `pub(crate) struct ${name}Iterator {`,
      `    values: std::vec::IntoIter<${element}>,`,
      '}',
    ].join('\n'),
    implementation(`${name}Iterator`, [
      "    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {\n        slf\n    }",
      `    fn __next__(&mut self) -> Option<${element}> {\n        self.values.next()\n    }`,
    ]),
  ];
}

function rustTest(shape: ClassShape): string {
  const { name, snake, base, args } = shape;
  const statements = basicChecks(shape);
  const imports = usedImports(
    args.flatMap(({ rust }) => rust.testImports),
    statements.join('\n'),
  );
  const lines = [...importBlock(imports, []).split('\n'), ...statements];
  return testInPython(
    `${snake}_works_in_python`,
    shape,
    [name, ...(base === undefined ? [] : [base.name])].map(
      (one) => [one, `py.get_type::<${one}>()`] as const,
    ),
    lines.filter((line) => line !== ''),
  );
}
