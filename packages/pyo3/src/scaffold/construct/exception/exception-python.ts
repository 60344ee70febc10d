/** The Python tests of exceptions. */
import type { PytestText } from '../shared/construct.ts';
import { words, type Exception, type ExceptionShape } from './exception-shape.ts';
import { pythonString, testFunction } from '../shared/pytest.ts';
import { pythonCall } from '../../../source/python/stub.ts';
import { snakeCase } from '../shared/names.ts';

export function exceptionPytest(shape: ExceptionShape): PytestText {
  const { exceptions, fromRust, example, basePath, base } = shape;
  const raised = exceptions
    .slice(1)
    .flatMap(({ name }, index) => [
      ...(index === 0 ? [] : ['']),
      `with pytest.raises(${name}) as caught_${String(index)}:`,
      ...pythonCall('    ', example, [`"${words(name)}"`]).split('\n'),
      `message = "${words(name)}: ${words(name)}"`,
      `assert str(caught_${String(index)}.value) == message`,
    ]);
  return {
    imports: [{ module: 'pytest' }],
    names: basePath === undefined ? [] : [base],
    body: [
      ...exceptions.map((one) => caught(one)),
      ...(fromRust ? [testFunction(example, [...raised, `${example}("nothing")`])] : []),
    ].join(''),
  };
}

function caught({ name, base, doc }: Exception): string {
  return testFunction(snakeCase(name), [
    `doc = ${pythonString(doc)}`,
    `assert ${name}.__doc__ == doc`,
    `with pytest.raises(${base}, match="what happened"):`,
    `    raise ${name}("what happened")`,
  ]);
}
