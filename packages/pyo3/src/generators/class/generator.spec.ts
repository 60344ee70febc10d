import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { classGenerator } from './generator.ts';
import type { ClassGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const add = (options: Partial<ClassGeneratorOptions> = {}) =>
  classGenerator(tree, { name: 'Point', project: 'fast', skipFormat: true, ...options });
const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';

describe('a class', () => {
  it('has a separate file, and is registered, typed, exported and tested', async () => {
    const fields = 'x: float, y: float = 0.0';
    expect(
      await changedFiles(tree, () => add({ fields, repr: true, eq: true, frozen: true })),
    ).toMatchSnapshot();
  });

  it('supports all requested features', async () => {
    const every = { repr: true, str: true, eq: true, order: true, subclass: true, pickle: true };
    const more = { iterator: true, contextManager: true, access: 'methods' } as const;
    const names = { classMethod: 'from_tuple', staticMethod: 'names' };
    await add({ fields: 'points: list[float], name: str', ...every, ...more, ...names });
    expect(read('src/point.rs')).toMatchSnapshot();
    expect(read('python/fast/_fast.pyi')).toMatchSnapshot();
  });

  it('inherits from a class of the library, with its constructor arguments', async () => {
    await add({ name: 'Shape', fields: 'name: str', subclass: true });
    await add({ name: 'Circle', fields: 'radius: float = 1.5', extends: 'Shape' });
    expect(read('src/circle.rs')).toContain('extends = Shape');
    expect(read('src/circle.rs')).toContain('let base = Shape::new(name);');
    expect(read('python/fast/_fast.pyi')).toContain(
      'class Circle(Shape):\n    def __new__(cls, name: str, radius: float = 1.5) -> Circle: ...',
    );
  });

  it('compares, prints and pickles all values if its base class does', async () => {
    const does = { repr: true, eq: true, hash: true, frozen: true, pickle: true, subclass: true };
    await add({ name: 'Shape', fields: 'name: str', ...does });
    await add({ name: 'Circle', fields: 'radius: int', extends: 'Shape', frozen: true });
    const rust = read('src/circle.rs');
    expect(rust).toContain('let names = ["name", "radius"];');
    expect(rust).toContain('format!("Circle(name={name}, radius={radius})")');
    for (const method of ['__eq__', '__hash__', '__getnewargs__']) {
      expect(rust).toContain(`fn ${method}`);
      expect(read('python/fast/_fast.pyi').split('class Circle')[1]).toContain(`def ${method}`);
    }
    expect(rust).toContain(
      '#[pyclass(frozen, extends = Shape, module = "fast")]\n#[derive(Debug)]',
    );
    expect(read('tests/test_circle.py')).toContain('assert copy.radius == value.radius');
    expect(read('tests/test_circle.py')).toContain('assert value != base');
  });

  it.each([
    [{ order: true, eq: true }, '', 'is ordered'],
    [{ eq: true, hash: true, frozen: true }, '', 'must be immutable'],
    [{}, '    fn __reduce__(&self) {}\n', 'has the method __reduce__'],
    [{}, '    fn __richcmp__(&self) {}\n', 'has the method __richcmp__'],
  ])('does not inherit from a class with %j%s', async (does, method, message) => {
    await add({ name: 'Shape', fields: 'name: str', subclass: true, ...does });
    const text = read('src/shape.rs').replace('impl Shape {\n', `impl Shape {\n${method}`);
    tree.write('libs/fast/src/shape.rs', text);
    const options = { name: 'Circle', fields: 'radius: int', extends: 'Shape' };
    expect(await refusal(tree, () => add(options))).toContain(message);
  });

  it('has no hash if its base class is compared without one', async () => {
    await add({ name: 'Shape', fields: 'name: str', subclass: true, eq: true });
    const options = { name: 'Circle', extends: 'Shape', hash: true, frozen: true };
    expect(await refusal(tree, () => add(options))).toContain('is compared and has no hash');
  });

  it('does not compare values that its base class does not show', async () => {
    await add({ name: 'Shape', fields: 'name: str', subclass: true, eq: true });
    const stub = read('python/fast/_fast.pyi').replace('    name: str\n', '');
    tree.write('libs/fast/python/fast/_fast.pyi', stub);
    const options = { name: 'Circle', fields: 'radius: int', extends: 'Shape' };
    expect(await refusal(tree, () => add(options))).toContain('has no attribute "name"');
  });

  it('has tests as ruff formats them', async () => {
    await add({ fields: 'major: int, type: str, number: int', repr: true, str: true });
    const tests = read('tests/test_point.py');
    expect(tests).toContain('\n    expected = f"(');
    expect(tests).toMatch(/\n {4}expected = \(\n {8}f"Point\([^\n]*"\n {4}\)\n/);
  });

  it('has fields whose names are keywords in Rust', async () => {
    await add({ fields: 'type: str, where: int', access: 'methods', repr: true, pickle: true });
    const rust = read('src/point.rs');
    expect(rust).toContain('Self { r#type, r#where }');
    expect(rust).toContain('fn r#type(&self) -> &str {\n        &self.r#type');
    expect(rust).toContain('fn set_type(&mut self, r#type: String)');
    expect(rust).toContain('format!("Point(type={type}, where={where})")');
    expect(read('python/fast/_fast.pyi')).toContain('type: str, where: int');
  });

  it.each([
    [{ name: 'point' }, 'is not a valid name for a class'],
    [{ name: 'Self' }, 'is not a valid name for a class'],
    [{ name: 'ValueError' }, 'is not a valid name for a class'],
    [{ fields: 'crate: int' }, '"crate" is a keyword in Rust.'],
    [{ fields: 'x: complex' }, 'is not supported'],
    [{ fields: 'x: date' }, 'which borrows from Python'],
    [{ fields: '*x: int' }, 'cannot be written with'],
    [{ fields: 'x: int', hash: true }, 'Add --eq and --frozen'],
    [{ fields: 'x: float', hash: true, eq: true, frozen: true }, 'cannot be hashed'],
    [{ fields: 'x: int', order: true }, 'Add --eq'],
    [{ fields: 'x: set[int]', order: true, eq: true }, 'has no order'],
    [{ fields: 'x: int', iterator: true }, 'list[T]'],
    [{ contextManager: true, frozen: true }, 'Remove --frozen'],
    [{ fields: 'closed: bool', contextManager: true }, 'occurs twice'],
    [{ fields: '*, x: int', pickle: true }, 'by position'],
    [{ classMethod: 'made' }, 'as a tuple'],
    [{ extends: 'Shape' }, 'No class "Shape"'],
    [{ project: 'slow' }, 'no project "slow"'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
    expect(await refusal(tree, () => add(options))).toContain(message);
  });

  it.each([
    ['python/fast/_fast.pyi', 'class Point: ...\n'],
    ['python/fast/__init__.py', 'Point = 1\n'],
    ['tests/test_point.py', ''],
    ['src/point.rs', ''],
    ['src/lib.rs', 'mod point {}\n'],
  ])('is not generated if %s already has its name', async (file, text) => {
    tree.write(`libs/fast/${file}`, text + read(file));
    expect(await refusal(tree, add)).toContain('is already taken');
  });

  it('does not inherit from a class that is not a base class, or that cannot be constructed', async () => {
    await add({ name: 'Shape' });
    expect(await refusal(tree, () => add({ extends: 'Shape' }))).toContain('not marked');
    tree.write('libs/fast/src/shape.rs', '#[pyclass(subclass)]\nstruct Shape;\n');
    expect(await refusal(tree, () => add({ extends: 'Shape' }))).toContain(
      'no constructor (#[new])',
    );
  });
});
