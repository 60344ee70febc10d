import type { PassedOver, Wrappable } from '../construct/wrapper/wrappable.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';

/** The number of functions that a message lists. */
const mostNamed = 8;

/**
 * The requested function, or the first one that Python can call; `undefined` if there is none.
 *
 * @throws Pyo3Error `option-invalid` if the requested function does not exist, or its types have no
 * Python equivalent.
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
      ? `The function "${asked}" cannot be wrapped: it ${chosen.why}.`
      : `The root file of the crate has no public function "${asked}".`,
    location: { file },
    hint:
      candidates.length === 0
        ? 'None of its functions can be wrapped; omit --function to start with an example.'
        : `Choose one of: ${listed(candidates.map(({ name }) => name))}.`,
  });
}

/** The reason why no function was wrapped. */
export function whyNone(found: readonly (Wrappable | PassedOver)[], file: string): string {
  const reasons = found.flatMap((one) => (one.kind === 'passed-over' ? [one] : []));
  if (reasons.length === 0) return `${file} has no public function.`;
  const lines = reasons.slice(0, mostNamed).map(({ name, why }) => `\n  ${name} ${why}`);
  const more = reasons.length > mostNamed ? `\n  and ${reasons.length - mostNamed} more` : '';
  return `${file} has no function whose types have a Python equivalent:${lines.join('')}${more}`;
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : '';
  return `${names.slice(0, mostNamed).join(', ')}${more}`;
}
