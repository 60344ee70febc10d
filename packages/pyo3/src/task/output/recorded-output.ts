import { AsyncLocalStorage } from 'node:async_hooks';
import { StringDecoder } from 'node:string_decoder';

interface Record {
  text: string;
  readonly decoder: StringDecoder;
}

const records = new AsyncLocalStorage<Record>();

/**
 * Does `work`, and gives what it writes to our standard output and error in place of showing it.
 * What other work writes at the same time is not touched.
 */
export async function recordOutput<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly output: string }> {
  listen(process.stdout);
  listen(process.stderr);
  const record: Record = { text: '', decoder: new StringDecoder('utf8') };
  const value = await records.run(record, work);
  return { value, output: record.text };
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
    record.text +=
      typeof chunk === 'string' ? chunk : record.decoder.write(Buffer.from(chunk as Uint8Array));
    const callback = rest.at(-1);
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
}
