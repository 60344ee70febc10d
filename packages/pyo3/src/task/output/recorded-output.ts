import { AsyncLocalStorage } from 'node:async_hooks';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

interface Record {
  text: string;
  readonly decoder: StringDecoder;
  /** The start of a line on standard error that is not finished yet. */
  unfinished: string;
  readonly showProgress: ((line: string) => void) | undefined;
}

const records = new AsyncLocalStorage<Record>();

/**
 * Does `work`, and gives what it writes to our standard output and error in place of showing it.
 * What other work writes at the same time is not touched.
 *
 * @param showProgress gets cargo's lines of progress, which are then not recorded.
 */
export async function recordOutput<T>(
  work: () => Promise<T>,
  showProgress?: (line: string) => void,
): Promise<{ readonly value: T; readonly output: string }> {
  listen(process.stdout);
  listen(process.stderr);
  const record: Record = {
    text: '',
    decoder: new StringDecoder('utf8'),
    unfinished: '',
    showProgress,
  };
  const value = await records.run(record, work);
  return { value, output: `${record.text}${record.unfinished}` };
}

/** Shows a line on standard error now, amid work whose output is recorded. */
export function showAtOnce(line: string): void {
  if (records.getStore() !== undefined) records.exit(() => process.stderr.write(`${line}\n`));
}

const listening = new WeakSet<NodeJS.WriteStream>();

function listen(stream: NodeJS.WriteStream): void {
  if (listening.has(stream)) return;
  listening.add(stream);
  const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: readonly unknown[]): boolean => {
    const record = records.getStore();
    if (record === undefined) return write(chunk, ...rest);
    const text =
      typeof chunk === 'string' ? chunk : record.decoder.write(Buffer.from(chunk as Uint8Array));
    if (stream === process.stderr && record.showProgress !== undefined) {
      const lines = `${record.unfinished}${text}`.split('\n');
      record.unfinished = lines.pop() ?? '';
      for (const line of lines) {
        if (isProgress(line)) record.showProgress(line);
        else record.text += `${line}\n`;
      }
    } else {
      record.text += text;
    }
    const callback = rest.at(-1);
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
}

/** cargo puts a verb in front of each line of progress, and aligns its end with column 12. */
function isProgress(line: string): boolean {
  const [, verb = ''] = /^( *[A-Z][a-z-]+) /.exec(stripVTControlCharacters(line)) ?? [];
  return verb.length === 12;
}
