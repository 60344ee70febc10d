/** The tests in Python of a function that is awaited. */
import type { PytestText } from './construct.ts';
import { pythonArguments } from './function-python.ts';
import type { Shape } from './function-shape.ts';
import { assertion, testFunction } from './python-source/pytest.ts';
import { pythonCall } from './python-source/stub.ts';

export function asyncPytest(shape: Shape): PytestText {
  const { name, args, returned, checked } = shape;
  const call = (before: string, refused: boolean) =>
    pythonCall(before, name, pythonArguments(shape, refused)).split('\n');
  const waits = [
    `async def run() -> ${returned?.text ?? 'None'}:`,
    ...call(returned === undefined ? '    await ' : '    return await ', false),
    '',
    ...(returned === undefined
      ? ['asyncio.run(run())']
      : ['result = asyncio.run(run())', assertion('result', returned.rust.sample.python)]),
  ];
  const refuses = [
    'async def run() -> None:',
    ...call('    await ', true),
    '',
    'with pytest.raises(ValueError, match="cannot be used"):',
    '    asyncio.run(run())',
  ];
  return {
    imports: [
      { module: 'asyncio' },
      ...args.flatMap(({ rust }) => rust.testImports),
      ...(returned?.rust.testImports ?? []),
      { module: 'pytest' },
    ],
    body: [
      testFunction(name, waits),
      ...(checked ? [testFunction(`${name}_refuses`, refuses)] : []),
    ].join(''),
  };
}
