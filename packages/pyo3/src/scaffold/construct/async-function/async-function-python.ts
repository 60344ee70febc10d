/** The Python tests of an awaitable function. */
import type { PytestText } from '../shared/construct.ts';
import { pythonArguments } from '../function/function-python.ts';
import type { Shape } from '../function/function-shape.ts';
import { assertion, testFunction } from '../shared/pytest.ts';
import { pythonCall } from '../../../source/python/stub.ts';

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
