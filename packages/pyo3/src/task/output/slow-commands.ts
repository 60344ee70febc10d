import { styleText } from 'node:util';
import { asTyped } from '../../commands/as-typed.ts';
import type { Runner } from '../../process/run.ts';
import { showAtOnce } from './recorded-output.ts';
import { commandLine, wantsColour } from './terminal.ts';

const patienceMs = 2_000;

/**
 * Names the task and the command as soon as that has run for two seconds. Output of a task of a
 * batch comes when the task has ended; until then this tells what is waited for.
 *
 * @param task its id.
 */
export function tellingWhatIsSlow(
  run: Runner,
  task: string,
  show: (line: string) => void = showAtOnce,
): Runner {
  return async (command, options) => {
    const line = `${task} > ${commandLine(asTyped(command))}`;
    const colour = wantsColour(process.env, process.stderr.isTTY);
    const tell = () => show(colour ? styleText('dim', line) : line);
    const timer = setTimeout(tell, patienceMs);
    try {
      return await run(command, options);
    } finally {
      clearTimeout(timer);
    }
  };
}
