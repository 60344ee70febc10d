import type { PassedOver, Wrappable } from '../construct/wrapper/wrappable.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';

/** Most functions that a message names. */
const mostNamed = 8;

/**
 * The function that is asked for, else the first one that Python can call; nothing when there is none.
 *
 * @throws Pyo3Error `option-invalid` when the one that is asked for is not there, or Python has nothing
 *   for its types.
 */
export function chooseFunction(
  found: readonly (Wrappable | PassedOver)[],
  asked: string | undefined,
  file: string,
): Wrappable | undefined {
  const candidates = found.filter((one) => one.kind === 'wrappable');
  if (asked === undefined) return candidates[0];
  const chosen = found.find(({ name }) => name === asked);
  if (chosen?.kind === 'wrappable') return chosen;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: chosen
      ? `The function "${asked}" cannot be wrapped as it is: it ${chosen.why}.`
      : `There is no public function "${asked}" at the top of this file.`,
    location: { file },
    hint:
      candidates.length === 0
        ? 'No function there can be wrapped as it is; leave out --function to begin with an example.'
        : `Choose one of: ${listed(candidates.map(({ name }) => name))}.`,
  });
}

/** Why there is no function to begin with, for people. */
export function whyNone(found: readonly (Wrappable | PassedOver)[], file: string): string {
  const reasons = found.flatMap((one) => (one.kind === 'passed-over' ? [one] : []));
  if (reasons.length === 0) return `${file} has no public function at its top.`;
  const lines = reasons.slice(0, mostNamed).map(({ name, why }) => `\n  ${name} ${why}`);
  const more = reasons.length > mostNamed ? `\n  and ${reasons.length - mostNamed} more` : '';
  return `${file} has no function whose types Python has:${lines.join('')}${more}`;
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : '';
  return `${names.slice(0, mostNamed).join(', ')}${more}`;
}
