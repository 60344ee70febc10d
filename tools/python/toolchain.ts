import { spawnSync } from 'node:child_process';

export interface PythonProgram {
  readonly program: string;
  readonly args: readonly string[];
  /** `3.11.7` */
  readonly version: string;
}

const candidates: readonly (readonly [string, ...string[]])[] =
  process.platform === 'win32' ? [['python'], ['py', '-3']] : [['python3'], ['python']];

/**
 * The first Python of the PATH that is new enough and can make virtual environments.
 *
 * @throws Error with the cure.
 */
export function findPython(): PythonProgram {
  const script = 'import platform, venv, ensurepip; print(platform.python_version())';
  const found = candidates.flatMap(([program, ...args]): readonly PythonProgram[] => {
    const version = output(program, [...args, '-c', script]);
    return version === undefined ? [] : [{ program, args, version }];
  });
  const usable = found.find((each) => isAtLeast(each.version, 3, 9));
  if (usable) return usable;
  const seen = found.map((each) => `${each.program} is ${each.version}`).join(', ');
  throw new Error(
    `No usable Python was found: 3.9 or newer with venv is needed${seen ? `, but ${seen}` : ''}.\n` +
      '  → install it from https://python.org, or python3 and python3-venv of your distribution',
  );
}

/**
 * Checks that cargo and rustc start.
 *
 * @throws Error with the cure.
 */
export function requireRust(): void {
  const missing = ['cargo', 'rustc'].filter((tool) => output(tool, ['--version']) === undefined);
  if (missing.length === 0) return;
  throw new Error(
    `${missing.join(' and ')} did not start.\n  → install Rust from https://rustup.rs`,
  );
}

/** What the tool printed, without the last line break; undefined when it is missing or fails. */
function output(program: string, args: readonly string[]): string | undefined {
  const result = spawnSync(program, args, { encoding: 'utf8', windowsHide: true });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [actualMajor = 0, actualMinor = 0] = version.split('.').map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}
