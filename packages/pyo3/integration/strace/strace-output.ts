/** What one thread did with files, read from the output of `strace -ff -y -ttt` for it. */
import { isAbsolute, resolve } from 'node:path';

/** What happened to a path. `asked` is a stat, an access or a readlink that succeeded. */
export type Deed = 'opened' | 'asked' | 'listed' | 'missing' | 'written';

export interface Access {
  /** Seconds since 1970. */
  readonly at: number;
  readonly deed: Deed;
  /** Absolute, without `.` and `..`; links are not followed. */
  readonly path: string;
}

export interface Execution {
  readonly at: number;
  readonly program: string;
  readonly args: readonly string[];
  /** Only those that begin with `NX_TASK_`. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface ThreadOutput {
  readonly accesses: readonly Access[];
  readonly executions: readonly Execution[];
  /** Threads and processes that it started. */
  readonly started: readonly { readonly at: number; readonly thread: number }[];
}

/** `<time> <call>(<arguments>) = <result>`, with the name of an error behind -1. */
const line = /^(\d+\.\d+) (\w+)\((.*)\)\s+= (-?\d+)(?:<(.*)>)?(?: ([A-Z]+) \(.*\))?$/;

/** A path with the folder that it is relative to, where the call names one. */
const pathArgument = /(?:(?:AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>, )?"((?:[^"\\]|\\.)*)"/g;

/** Calls whose last path is the one that appears. */
const twoPaths = /^(rename|renameat|renameat2|link|linkat|symlink|symlinkat)$/;
const writing = /^(mkdir|mkdirat|rmdir|unlink|unlinkat|chmod|fchmodat|utimensat|mknod|mknodat)$/;
const asking = /^(stat|lstat|newfstatat|statx|access|faccessat|faccessat2|readlink|readlinkat)$/;

/**
 * @param folder working directory of the thread when it begins.
 */
export function parseThread(output: string, folder: string): ThreadOutput {
  const accesses: Access[] = [];
  const executions: Execution[] = [];
  const started: { at: number; thread: number }[] = [];
  let cwd = folder;
  for (const text of output.split('\n')) {
    const [, time = '', call = '', args = '', result = '', , error = ''] = line.exec(text) ?? [];
    if (call === '') continue;
    const at = Number(time);
    const succeeded = Number(result) >= 0;
    if (/^(clone|clone3|fork|vfork)$/.test(call)) {
      if (succeeded) started.push({ at, thread: Number(result) });
      continue;
    }
    if (call === 'getdents64') {
      const path = /^\d+<((?:[^>\\]|\\.)*)>/.exec(args)?.[1];
      if (path !== undefined) accesses.push({ at, deed: 'listed', path: unescape(path) });
      continue;
    }
    const here = /AT_FDCWD<((?:[^>\\]|\\.)*)>/.exec(args)?.[1];
    if (here !== undefined) cwd = unescape(here);
    const paths = pathsOf(args, cwd, twoPaths.test(call) ? 2 : 1);
    const [first] = paths;
    if (first === undefined) continue;
    if (call === 'chdir' && succeeded) cwd = first;
    if (call === 'execve' && succeeded) executions.push(executionOf(at, first, args));
    const deed = deedOf(call, args, succeeded, error);
    // A file that is renamed is taken away from one place and appears at another.
    const touched = deed === 'written' ? paths : [first];
    if (deed !== undefined) accesses.push(...touched.map((path) => ({ at, deed, path })));
    if (deed === 'written' && /O_RDWR/.test(args) && !/O_CREAT|O_TRUNC/.test(args)) {
      accesses.push({ at, deed: 'opened', path: first });
    }
  }
  return { accesses, executions, started };
}

function deedOf(call: string, args: string, succeeded: boolean, error: string): Deed | undefined {
  if (!succeeded) {
    const isRead = asking.test(call) || call === 'open' || call === 'openat';
    return isRead && /^(ENOENT|ENOTDIR)$/.test(error) ? 'missing' : undefined;
  }
  if (call === 'open' || call === 'openat') {
    if (/O_WRONLY|O_RDWR|O_CREAT/.test(args)) return 'written';
    return /O_DIRECTORY|O_PATH/.test(args) ? undefined : 'opened';
  }
  if (twoPaths.test(call) || writing.test(call)) return 'written';
  if (call === 'execve') return 'opened';
  return asking.test(call) ? 'asked' : undefined;
}

function pathsOf(args: string, cwd: string, count: number): readonly string[] {
  const found: string[] = [];
  for (const [, folder, path = ''] of args.matchAll(pathArgument)) {
    const base = folder === undefined ? cwd : unescape(folder);
    const name = unescape(path);
    found.push(isAbsolute(name) ? resolve(name) : resolve(base, name));
    if (found.length === count) break;
  }
  return found;
}

/** `execve("/usr/bin/git", ["git", "status"], ["HOME=/root", …])`. */
function executionOf(at: number, program: string, args: string): Execution {
  const [, first = '', second = ''] =
    /^"(?:[^"\\]|\\.)*", \[((?:"(?:[^"\\]|\\.)*"(?:\.\.\.)?(?:, )?)*)\], \[(.*)\]$/.exec(args) ??
    [];
  const strings = (text: string) =>
    [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, one = '']) => unescape(one));
  const variables = strings(second)
    .filter((one) => one.startsWith('NX_TASK_'))
    .map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const);
  return { at, program, args: strings(first), variables: Object.fromEntries(variables) };
}

/** Octal and C escapes are bytes of UTF-8. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  const bytes = text.replaceAll(/\\([0-7]{1,3}|.)/g, (_, one: string) => {
    if (/^[0-7]+$/.test(one)) return String.fromCharCode(Number.parseInt(one, 8));
    return { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f' }[one] ?? one;
  });
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
