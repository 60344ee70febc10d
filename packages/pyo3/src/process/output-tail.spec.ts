import { PassThrough, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import { outputTail } from './output-tail.ts';

/** What reaches the target, write by write. */
async function passOn(chunks: readonly (string | Uint8Array)[], isTTY: boolean) {
  const writes: string[] = [];
  const target = Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        writes.push(chunk.toString());
        done();
      },
    }),
    { isTTY },
  );
  const source = new PassThrough();
  const tail = outputTail(source, target);
  for (const chunk of chunks) source.write(chunk);
  source.end();
  await finished(source);
  return { writes, tail: tail() };
}

describe('outputTail', () => {
  it('writes whole lines where there is no terminal', async () => {
    const { writes, tail } = await passOn(['test counts ... ', 'ok\nrunn', 'ing', ' 2\n'], false);
    expect(writes).toEqual(['test counts ... ok\n', 'running 2\n']);
    expect(tail).toBe('test counts ... ok\nrunning 2\n');
  });

  it('writes a last line that has no end', async () => {
    expect((await passOn(['one\ntw', 'o'], false)).writes).toEqual(['one\n', 'two']);
  });

  it('does not cut a letter of several bytes', async () => {
    const bytes = Buffer.from('🍹 é\n');
    const { writes, tail } = await passOn([bytes.subarray(0, 2), bytes.subarray(2)], false);
    expect(writes).toEqual(['🍹 é\n']);
    expect(tail).toBe('🍹 é\n');
  });

  it('writes at once on a terminal, where progress is shown', async () => {
    expect((await passOn(['..', '.\n'], true)).writes).toEqual(['..', '.\n']);
  });

  it('keeps the last 64 KiB', async () => {
    const { tail } = await passOn(['a'.repeat(70_000), 'end\n'], false);
    expect(tail).toHaveLength(64 * 1024);
    expect(tail).toMatch(/aend\n$/);
  });
});
