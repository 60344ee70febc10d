/** The stub of a class. */
import type { ClassShape } from './class-shape.ts';
import type { Construct, PythonImport } from '../shared/construct.ts';
import { separated, stubParameter } from '../function/function-shape.ts';
import { stubFunction } from '../../../source/python/stub.ts';

const indent = '    ';

export function classStub(shape: ClassShape): Construct['stub'] {
  const { name, own, subclass, base } = shape;
  const members = membersOf(shape);
  const head = `class ${name}${base === undefined ? '' : `(${base.name})`}:`;
  // PEP 800: no class can inherit from two classes that are implemented in Rust.
  const decorator = subclass ? 'disjoint_base' : 'final';
  const typing = (one: string): PythonImport => ({ module: 'typing', name: one });
  return {
    imports: [
      ...own.flatMap(({ rust }) => rust.stubImports),
      subclass ? { module: 'typing_extensions', name: decorator } : typing(decorator),
      ...(shape.eq && !shape.hash && base?.does.eq !== true ? [typing('ClassVar')] : []),
      ...(shape.iterator ? [{ module: 'collections.abc', name: 'Iterator' }] : []),
    ],
    text: `@${decorator}
${head}\n${members.join('')}`,
  };
}

function membersOf(shape: ClassShape): readonly string[] {
  const { name, args, own, base } = shape;
  const method = (called: string, parameters: readonly string[], returns: string) =>
    stubFunction(called, parameters, returns, indent);
  const property = (field: string, type: string) =>
    `${indent}@property\n${indent}def ${field}(self) -> ${type}: ...\n`;
  const tuple = `tuple[${own.map(({ type }) => type.text).join(', ') || '()'}]`;
  const object = ['self', 'value: object', '/'];
  const other = ['self', `value: ${name}`, '/'];
  return [
    method('__new__', ['cls', ...separated(args, stubParameter)], name),
    ...(shape.classMethod === undefined
      ? []
      : [`${indent}@classmethod\n`, method(shape.classMethod, ['cls', `values: ${tuple}`], name)]),
    ...(shape.staticMethod === undefined
      ? []
      : [`${indent}@staticmethod\n`, method(shape.staticMethod, [], 'list[str]')]),
    ...own.map(({ name: field, type }) =>
      shape.frozen ? property(field, type.text) : `${indent}${field}: ${type.text}\n`,
    ),
    ...(shape.contextManager ? [property('closed', 'bool')] : []),
    ...(shape.eq ? [method('__eq__', object, 'bool')] : []),
    ...(shape.hash ? [method('__hash__', ['self'], 'int')] : []),
    ...(shape.eq && !shape.hash && base?.does.eq !== true
      ? [`${indent}__hash__: ClassVar[None]  # type: ignore[assignment]\n`]
      : []),
    ...(shape.order ? ['__lt__', '__le__', '__gt__', '__ge__'] : []).map((one) =>
      method(one, other, 'bool'),
    ),
    ...(shape.iterator
      ? [method('__iter__', ['self'], `Iterator[${shape.iterated?.type.of[0]?.text ?? ''}]`)]
      : []),
    ...(shape.contextManager
      ? [method('__enter__', ['self'], name), method('__exit__', ['self', '*args: object'], 'None')]
      : []),
    ...(shape.pickle ? [newArguments(shape)] : []),
  ];
}

/** A type checker compares the result with that of the base class, which has fewer values. */
function newArguments({ args, own, base }: ClassShape): string {
  const values = args.map(({ type }) => type.text).join(', ') || '()';
  const text = stubFunction('__getnewargs__', ['self'], `tuple[${values}]`, indent);
  const differs = base?.does.pickle === true && own.length > 0;
  return differs ? text.replace('\n', '  # type: ignore[override]\n') : text;
}
