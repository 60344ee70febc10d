import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPrograms } from './checked-downloads.ts';

// The images that they run in are Debian's and Ubuntu's; macOS has no sha256sum.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the lines that install rustup and uv', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyo3-downloads-'));
    mkdirSync(join(folder, 'bin'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['rustup', ['uv'], ['-e']],
    ['uv', ['rustup'], ['-e']],
    ['rustup, in a shell that goes on after an error', ['uv'], []],
    ['uv, in a shell that goes on after an error', ['rustup'], []],
  ])('stop if a download is not the expected file: %s', async (_, present, options) => {
    for (const name of present) program(name, 'exit 0');
    // The served script would create a file if it ran.
    const served = `#!/bin/sh\\ntouch ${join(folder, 'ran')}\\n`;
    program('curl', `while [ "$1" != --output ]; do shift; done; printf '${served}' > "$2"`);

    const { code, output } = await run(options);

    expect(code).toBe(1);
    expect(output).toContain('FAILED');
    expect(readdirSync(folder)).not.toContain('ran');
    expect(output).not.toContain('went on');
  });

  it('download nothing if the image has both', async () => {
    for (const name of ['rustup', 'uv']) program(name, 'exit 0');
    program('curl', 'echo "downloaded"');

    const { code, output } = await run(['-e']);

    expect({ code, output }).toEqual({ code: 0, output: 'went on\n' });
  });

  function program(name: string, text: string): void {
    const file = join(folder, 'bin', name);
    writeFileSync(file, `#!/bin/bash\n${text}\n`);
    chmodSync(file, 0o755);
  }

  /** The PATH contains this test's programs and the system's, which has no rustup. */
  function run(options: readonly string[]): Promise<{ code: number; output: string }> {
    const script = [...installPrograms, 'echo "went on"'].join('\n');
    const env = {
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      HOME: folder,
      TMPDIR: folder,
    };
    return new Promise((resolve) => {
      const child = execFile(
        '/bin/bash',
        [...options, '-c', script],
        { env },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });
  }
});
