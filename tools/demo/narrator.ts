import { styleText } from 'node:util';

/** Tells on standard output what the demonstration does and what came of it. */
export interface Narrator {
  step(title: string): void;
  command(line: string): void;
  remark(text: string): void;
}

/** Numbers the steps, so that one sees how far it has come. */
export function narrate(total: number, write: (line: string) => void): Narrator {
  let number = 0;
  return {
    step: (title) => {
      number += 1;
      write(`\n${styleText(['bold', 'cyan'], `[${number}/${total}] ${title}`)}`);
    },
    command: (line) => write(styleText('bold', `$ ${line}`)),
    remark: (text) => write(styleText('green', `  ${text}`)),
  };
}
