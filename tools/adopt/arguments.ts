import { parseArgs } from 'node:util';
import { parseCommandString } from 'execa';
import {
  SUBJECTS,
  type OwnCommand,
  type OwnCommands,
  type Step,
  type Subject,
} from './own-commands.ts';

export interface Arguments {
  readonly checkout: string;
  /** The version of Nx that is added. */
  readonly nx: string;
  readonly keep: boolean;
  /** What is compared. */
  readonly only: readonly Subject[];
  /** In place of the guesses. */
  readonly commands: Partial<OwnCommands>;
}

const USAGE = [
  'npm run adopt -- <checkout> [--nx=<version>] [--only=<subject>]… [--keep]',
  ...['setup', ...SUBJECTS].map((step) => `  [--${step}="<command>" | --${step}=none]…`),
].join('\n');

const STEPS: readonly Step[] = ['setup', ...SUBJECTS];

/**
 * Reads the command line.
 *
 * @throws Error for an unknown option, and without exactly one checkout; the usage is in the message.
 */
export function readArguments(args: readonly string[]): Arguments {
  const commands = Object.fromEntries(
    STEPS.map((step) => [step, { type: 'string', multiple: true } as const]),
  );
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...commands,
        nx: { type: 'string' },
        keep: { type: 'boolean' },
        only: { type: 'string', multiple: true },
      },
    }),
  );
  const [checkout, ...more] = positionals;
  if (checkout === undefined || more.length > 0) {
    throw new Error(`Name one checkout.\n${USAGE}`);
  }
  const given: Readonly<Record<string, unknown>> = values;
  const only = SUBJECTS.filter((subject) => values.only?.includes(subject));
  const unknown = values.only?.find((name) => !SUBJECTS.some((subject) => subject === name));
  if (unknown !== undefined) throw new Error(`--only=${unknown} is not known.\n${USAGE}`);
  return {
    checkout,
    only: only.length === 0 ? SUBJECTS : only,
    nx: typeof values.nx === 'string' ? values.nx : '24.0.6',
    keep: values.keep === true,
    commands: Object.fromEntries(
      STEPS.flatMap((step) => {
        const lines = given[step];
        return Array.isArray(lines)
          ? [[step, lines.flatMap((line) => commandOf(String(line)))]]
          : [];
      }),
    ),
  };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** Words as execa splits them; no shell reads the line. */
function commandOf(line: string): readonly OwnCommand[] {
  const [program, ...args] = parseCommandString(line);
  return program === undefined || line === 'none'
    ? []
    : [{ folder: '.', argv: [program, ...args] }];
}
