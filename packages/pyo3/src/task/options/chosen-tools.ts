import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';

interface Choice<Name extends string> {
  /** `project:target`, for messages. */
  readonly task: string;
  /** Tools that have something to do in the project. */
  readonly fitting: readonly Name[];
  /** The option `tools`. */
  readonly wanted: readonly Name[] | undefined;
  /** Arguments of the user for a tool. */
  readonly args: readonly string[];
}

/**
 * Which of several tools to run: those that are wanted, else those that fit the project.
 *
 * @throws Pyo3Error `option-invalid` when a wanted one has nothing to do there, or when arguments
 *   could be meant for more than one.
 */
export function chosenTools<Name extends string>(choice: Choice<Name>): readonly Name[] {
  const { task, fitting, wanted, args } = choice;
  const idle = wanted?.find((name) => !fitting.includes(name));
  if (idle !== undefined) {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: `\`tools\` of ${task} names ${idle}, which has nothing to do in this project.`,
      hint: `Write ${fitting.map((name) => JSON.stringify(name)).join(' or ')}, or leave the option out.`,
    });
  }
  const chosen = wanted ?? fitting;
  if (args.length > 0 && chosen.length > 1) {
    throw new Pyo3Error({
      code: 'option-invalid',
      message: `${task} runs ${chosen.join(' and ')}, and it is not clear which one \`${args.join(' ')}\` is for.`,
      hint: `Add --tools ${chosen[0]} (or ${chosen.slice(1).join(', ')}) before the arguments.`,
    });
  }
  return chosen;
}
