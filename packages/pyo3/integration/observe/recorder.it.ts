import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { startRecording } from '../../src/observe/recorder.ts';
import type { PythonTrace } from '../../src/observe/python-trace.ts';
import { childVariables } from '../testing/child-variables.ts';
import { describeWithTools, itOnPosix } from '../testing/describe-with-tools.ts';
import { toolchain } from '../testing/toolchain.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'pyo3-recorder-')));
  write('data/x.txt', 'x');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

interface Run {
  readonly trace: PythonTrace;
  readonly stdout: string;
  readonly exitCode: number | undefined;
}

/** Runs a program in the root of a repository and gives what was recorded, relative to it. */
async function record(
  program: string,
  options: { args?: string[]; env?: object } = {},
): Promise<Run> {
  write('main.py', program);
  const recording = startRecording({
    command: {
      program: toolchain().python,
      args: [...(options.args ?? []), 'main.py'],
      cwd: root,
      env: { ...childVariables(process.env, {}), ...options.env },
    },
    data: join(root, '.nx', 'pyo3'),
    roots: [root],
  });
  if (recording === undefined) throw new Error('no recording');
  const { command, trace, end } = recording;
  const { stdout, exitCode, stderr } = await execa(command.program, command.args, {
    cwd: command.cwd,
    env: command.env,
    extendEnv: false,
    reject: false,
  });
  const found = trace();
  end();
  if (exitCode !== 0 && !stderr.includes('expected')) throw new Error(stderr);
  const inRoot = (paths: readonly string[]) => paths.map((path) => relative(root, path)).sort();
  const { read, listed, searched, made, ...rest } = found;
  return {
    exitCode,
    stdout,
    trace: {
      ...rest,
      read: inRoot(read).filter((path) => path !== 'main.py'),
      listed: inRoot(listed),
      searched: inRoot(searched),
      made: inRoot(made),
    },
  };
}

describeWithTools('the recorder sees', () => {
  it.each<readonly [string, string, Partial<PythonTrace>]>([
    ['a file that is read', 'open("data/x.txt").read()', { read: ['data/x.txt'] }],
    ['a path in bytes', 'open(b"data/x.txt").read()', { read: ['data/x.txt'] }],
    [
      'a path relative to a folder that was changed into',
      'import os; os.chdir("data"); open("x.txt").read()',
      { read: ['data/x.txt'] },
    ],
    ['a low-level read', 'import os; os.open("data/x.txt", os.O_RDONLY)', { read: ['data/x.txt'] }],
    [
      'a file that is not there',
      'try: open("data/y.txt")\nexcept OSError: pass',
      { read: ['data/y.txt'] },
    ],
    [
      'folders that are listed, by each way',
      'import os, pathlib, glob; os.listdir("data"); list(pathlib.Path(".").iterdir()); list(os.walk("."))',
      { listed: ['', '.nx', 'data'] },
    ],
    ['what is only written', 'open("out.txt", "w")', { read: [], made: ['out.txt'] }],
    [
      'what is written and then read',
      'import os; os.makedirs("made/deep", exist_ok=True); os.makedirs("data", exist_ok=True); open("out", "wb"); open("out")',
      { read: [], made: ['made', 'made/deep', 'out'] },
    ],
    [
      'what is renamed into its place',
      'import os; open("t", "w").close(); os.replace("t", "out"); open("out")',
      { read: [], made: ['out', 't'] },
    ],
    ['what is changed in place', 'open("data/x.txt", "r+")', { read: ['data/x.txt'], made: [] }],
    [
      'a database',
      'import sqlite3; sqlite3.connect("data/x.txt"); sqlite3.connect("new.db")',
      { read: ['data/x.txt'], made: ['new.db'] },
    ],
    [
      'no folder that is removed by names relative to a descriptor',
      'import os, shutil; os.makedirs("a/data"); shutil.rmtree("a")',
      { read: [], made: ['a', 'a/data'] },
    ],
  ])('%s', async (_, program, expected) => {
    const { trace } = await record(program);
    expect({
      ...trace,
      listed: trace.listed.filter((path) => !path.startsWith('.nx/')),
    }).toMatchObject({ problems: [], ...expected });
  });

  it.each<readonly [string, string]>([
    ['a child', 'import subprocess as s, sys; s.run([sys.executable, "-c", read], check=True)'],
    [
      'a child by os.system',
      'import os, sys; assert os.system(f"{sys.executable} -c \\"{read}\\"") == 0',
    ],
    [
      'a worker that is forked',
      'import multiprocessing as m; p = m.get_context("fork").Process(target=exec, args=(read,)); p.start(); p.join()',
    ],
    [
      'a worker that is spawned',
      'import multiprocessing as m\nif __name__ == "__main__": p = m.get_context("spawn").Process(target=exec, args=(read,)); p.start(); p.join()',
    ],
    [
      'a thread',
      'import threading as t; o = t.Thread(target=exec, args=(read,)); o.start(); o.join()',
    ],
    ['a process that ends at once', 'import os; exec(read); os._exit(0)'],
  ])('what %s reads', async (_, program) => {
    const { trace } = await record(`read = "open('data/x.txt').read()"\n${program}\n`);
    expect(trace.read).toEqual(['data/x.txt']);
  });

  it('a module by its source, whether it was compiled before or not', async () => {
    write('lib/helper.py', '');
    const program = 'import sys; sys.path.insert(0, "lib"); import helper';
    for (const _ of ['first', 'second']) {
      const { trace } = await record(program);
      expect(trace.read).toEqual(['lib/helper.py']);
      expect(trace.searched).toContain('lib');
    }
  });
});

describeWithTools('the recorder tells apart', () => {
  it.each([
    'import importlib.metadata as m\ntry: m.version("not-there")\nexcept m.PackageNotFoundError: pass',
    'import pkgutil; list(pkgutil.iter_modules(["data"]))',
  ])('folders that are listed to find modules, as by %p', async (program) => {
    const { trace } = await record(`import sys; sys.path.append("data")\n${program}`);
    expect(trace.searched).toContain('data');
    expect(trace.listed).toEqual([]);
  });
});

describeWithTools('the recorder does not see', () => {
  it.each<readonly [string, string[], string]>([
    ['a process that ignores the environment', ['-E'], 'open("data/x.txt")'],
    ['an isolated process', ['-I'], 'open("data/x.txt")'],
    ['a process without site-packages', ['-S'], 'open("data/x.txt")'],
  ])('%s, and it says that nothing was recorded', async (_, args, program) => {
    expect((await record(program, { args })).trace).toMatchObject({ processes: 0, read: [] });
  });

  it('what is only asked about, or read by another program', async () => {
    const { trace } = await record(
      'import os, subprocess; os.stat("data/x.txt"); subprocess.run(["cat", "data/x.txt"], check=True)',
    );
    expect(trace.read).toEqual([]);
  });
});

describeWithTools('a program that is recorded', () => {
  it("has the user's own sitecustomize, and no trace of ours on sys.path", async () => {
    write('own/sitecustomize.py', 'print("own")');
    const program =
      'import sys, sitecustomize; print(sitecustomize.__file__, [p for p in sys.path if ".nx" in p])';
    const { stdout, trace } = await record(program, { env: { PYTHONPATH: 'own' } });
    expect(stdout.split(/\r?\n/)).toEqual(['own', `${join(root, 'own', 'sitecustomize.py')} []`]);
    expect(trace.processes).toBe(1);
  });

  it('has a PYTHONPATH whose other entries are as they were', async () => {
    const { stdout } = await record('import os; print(os.environ["PYTHONPATH"])', {
      env: { PYTHONPATH: `a${delimiter}b` },
    });
    expect(stdout.split(delimiter).slice(1)).toEqual(['a', 'b']);
  });

  it('gets what a handler of a signal raises while a file is opened', async () => {
    const program = [
      'import signal, time',
      'class Alarm(Exception): pass',
      'def handler(*_): raise Alarm()',
      'signal.signal(signal.SIGALRM, handler)',
      'seen = 0',
      'for _ in range(200):',
      '    signal.setitimer(signal.ITIMER_REAL, 0.0005)',
      '    try:',
      '        end = time.monotonic() + 0.2',
      '        while time.monotonic() < end: open("data/x.txt").close()',
      '    except Alarm: seen += 1',
      'print(seen)',
    ].join('\n');
    expect((await record(program)).stdout).toBe('200');
  });

  it('is not disturbed when nothing can be recorded', async () => {
    const program = [
      'import glob, shutil',
      'for records in glob.glob(".nx/pyo3/reads-*"): shutil.rmtree(records)',
      'print(open("data/x.txt").read())',
    ].join('\n');
    const { stdout, trace } = await record(program);
    expect(stdout).toBe('x');
    expect(trace.processes).toBe(0);
  });

  itOnPosix('has no descriptor more than without [linux and macos only]', async () => {
    const program = 'import os; open("data/x.txt").close(); print(len(os.listdir("/dev/fd")))';
    const recorded = await record(program);
    const run = { cwd: root, env: childVariables(process.env, {}), extendEnv: false };
    const plain = await execa(toolchain().python, ['main.py'], run);
    expect(recorded.stdout).toBe(plain.stdout);
  });
});
