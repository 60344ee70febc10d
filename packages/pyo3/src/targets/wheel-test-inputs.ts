import { pytestInputs, sdistInputs, wheelInputs } from './inputs.ts';
import type { Input, TargetContext } from './target-context.ts';
import { unionOf } from './union-of-inputs.ts';

/** Of the tests of a wheel, which are those that pytest runs. */
export function wheelTestInputs(context: TargetContext): Input[] {
  return testedInputs(context, wheelInputs(context));
}

/** Of the tests of the sdist. */
export function sdistTestInputs(context: TargetContext): Input[] {
  return testedInputs(context, sdistInputs(context));
}

/** The fingerprint of what is packed holds that of the tests: there are dozens of these targets. */
function testedInputs(context: TargetContext, packed: readonly Input[]): Input[] {
  return unionOf(packed, pytestInputs(context)).filter(
    (input) =>
      typeof input === 'string' || !('runtime' in input) || input.runtime !== context.fingerprint,
  );
}
