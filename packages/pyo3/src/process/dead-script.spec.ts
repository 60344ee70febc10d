import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deadScript } from './dead-script.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-script-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function messageFor(text: string): string | undefined {
  const script = join(folder, 'ruff');
  writeFileSync(script, text);
  return deadScript(script)?.message.replace(script, 'ruff');
}

describe('a script of an environment that was moved', () => {
  const message =
    'ruff begins with #!/old/.venv/bin/python, which does not exist: its virtual environment was moved, or its Python was removed.';

  it.each([
    '#!/old/.venv/bin/python\nimport sys\n',
    "#!/bin/sh\n'''exec' /old/.venv/bin/python \"$0\" \"$@\"\n' '''\n",
    "#!/bin/sh\n'''exec' \"/old/.venv/bin/python\" \"$0\" \"$@\"\n' '''\n",
  ])('is told by its interpreter (%#)', (text) => {
    expect(messageFor(text)).toBe(message);
  });

  it.each([
    `#!${process.execPath}\n`,
    '#!/usr/bin/env python\n',
    '#!/bin/sh\n\'\'\'exec\' /bin/sh "$0" "$@"\n',
    '\u007fELF',
    '',
  ])('is not one that has its interpreter, or none (%#)', (text) => {
    expect(messageFor(text)).toBeUndefined();
  });

  it('is not one that does not exist', () => {
    expect(deadScript(join(folder, 'none'))).toBeUndefined();
  });
});
