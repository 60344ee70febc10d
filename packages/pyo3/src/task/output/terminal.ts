import { shellWord } from '../../diagnostics/shell-word.ts';
import { basename } from 'node:path';
import { styleText } from 'node:util';
import { oneLine, withoutUserinfo } from '../../diagnostics/render.ts';
import type { Command } from '../../process/command.ts';

/** What a task says itself, beside the output of its tools. */
export interface Terminal {
  readonly colour: boolean;
  readonly verbose: boolean;
  readonly say: (line: string) => void;
  /** Said with `--verbose` only. */
  readonly detail: (line: string) => void;
  /** The command that is about to run; with `--verbose` instead of what a person would type. */
  readonly announce: (command: Command, asTyped: Command) => void;
  readonly complain: (text: string) => void;
}

export function terminal(verbose: boolean): Terminal {
  const colour = wantsColour(process.env, process.stdout.isTTY);
  const dim = (text: string) => (colour ? styleText('dim', text) : text);
  return {
    colour,
    verbose,
    say: (line) => console.log(withoutUserinfo(line)),
    detail: (line) => verbose && console.log(dim(withoutUserinfo(line))),
    announce: (command, asTyped) => {
      if (verbose) console.log(dim(oneLine(`in ${command.cwd}: ${command.program}`)));
      console.log(dim(`> ${commandLine(verbose ? command : asTyped)}`));
    },
    complain: (text) => console.error(withoutUserinfo(text)),
  };
}

/**
 * Whether output is coloured: https://no-color.org, then FORCE_COLOR, which Nx sets where it shows
 * a task's output on a terminal, then whether there is a terminal.
 */
export function wantsColour(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return !['0', 'false'].includes(forced);
  return isTerminal;
}

/** A command as a line of a shell, for reading: with short program and quotes where they help. */
export function commandLine({ program, args }: Command): string {
  const name = basename(program).replace(/\.(exe|cmd|bat)$/i, '');
  return oneLine([name, ...args].map(quoted).join(' '));
}

function quoted(word: string): string {
  // A script: of no use to whoever reads what is done.
  if (word.includes('\n')) return "'…'";
  return shellWord(word);
}
