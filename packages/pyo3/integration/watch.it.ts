import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { appendFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import {
  isRunning,
  listProcesses,
  processTree,
  type RunningProcess,
} from '../../../tools/workspace/process-tree.ts';
import { describeWithTools, itOnPosix } from './testing/describe-with-tools.ts';
import { makeSmallLibraries, sourceOf, valueOf } from './testing/small-libraries.ts';
import type { Started, Workspace } from './testing/workspace.ts';

/** What Nx leaves of its latest run. */
const report = '.nx/cache/run.json';

describeWithTools('watch', () => {
  let workspace: Workspace;
  let running: Started;
  let printed = '';
  /** How many of the lines that tell of a run were looked at. */
  let seen = 0;

  /** The line about the next run. */
  const nextRun = async (): Promise<string> => {
    for (;;) {
      const line = linesAboutRuns(printed)[seen];
      if (line !== undefined) {
        seen += 1;
        return line;
      }
      if (running.exitCode !== null) throw new Error(`watch has ended:\n${printed}`);
      await sleep(50);
    }
  };
  const afterEdit = async (from: string, to: string, file = sourceOf('one')): Promise<string> => {
    await workspace.replace(file, from, to);
    return nextRun();
  };

  beforeAll(async () => {
    workspace = await makeSmallLibraries('watched', ['one', 'two']);
    running = workspace.start(['run', 'one:watch']);
    running.all.on('data', (chunk: Buffer) => {
      printed += stripVTControlCharacters(chunk.toString());
    });
  });

  afterAll(() => {
    running.kill('SIGKILL');
  });

  it('begins with develop', async () => {
    expect(await nextRun()).toMatch(/^one: compiled one \(/);
    expect(await valueOf(workspace, 'one')).toBe('1');
  });

  it('compiles what was edited, also in a crate that the project uses', async () => {
    expect(await afterEdit('1 +', '2 +')).toMatch(/^libs\/one\/src\/lib\.rs: compiled one \(/);
    expect(await valueOf(workspace, 'one')).toBe('2');
    const shared = 'crates/shared/src/lib.rs';
    expect(await afterEdit('= 0', '= 40', shared)).toMatch(/lib\.rs: compiled one \(/);
    expect(await valueOf(workspace, 'one')).toBe('42');
  });

  it('has done that without Nx, which finds it done', async () => {
    const before = await workspace.read(report);
    expect(await afterEdit('= 40', '= 0', 'crates/shared/src/lib.rs')).toMatch(/: compiled one \(/);
    expect(await workspace.read(report)).toBe(before);
    expect(await valueOf(workspace, 'one')).toBe('2');
    const { output } = await workspace.nx(['run', 'one:develop']);
    expect(output).toContain('one is up to date');
  });

  it('is put right by Nx when the result of other sources lies in the cache', async () => {
    expect(await afterEdit('2 +', '1 +')).toMatch(/: compiled one \(/);
    expect(await valueOf(workspace, 'one')).toBe('1');
    expect(await afterEdit('1 +', '2 +')).toMatch(/: compiled one \(/);
    const { output } = await workspace.nx(['run', 'one:develop']);
    expect(output).toContain('one is up to date');
    expect(await valueOf(workspace, 'one')).toBe('2');
  });

  it('compiles nothing for Python, and says so', async () => {
    const file = 'libs/one/python/one/__init__.py';
    expect(await afterEdit('_one.value', '-_one.value', file)).toMatch(
      /__init__\.py: nothing to compile \(/,
    );
    expect(await valueOf(workspace, 'one')).toBe('-2');
  });

  it('installs after a change of the manifest', async () => {
    const line = await afterEdit('0.1.0', '0.2.0', 'libs/one/pyproject.toml');
    expect(line).toMatch(/pyproject\.toml: installed one \(/);
  });

  it('shows what is wrong, waits, and compiles what was mended', async () => {
    expect(await afterEdit('2 +', 'oops +')).toMatch(/: one:compile failed \(.+waiting/);
    expect(printed).toContain('cannot find value `oops`');
    expect(await valueOf(workspace, 'one')).toBe('-2');
    expect(await afterEdit('oops +', '3 +')).toMatch(/: compiled one \(/);
    expect(await valueOf(workspace, 'one')).toBe('-3');
  });

  it('takes several saves together, and runs for nothing that it writes itself or does not use', async () => {
    await appendFile(workspace.path(sourceOf('one')), '// 1\n');
    await appendFile(workspace.path('crates/shared/src/lib.rs'), '// 2\n');
    await appendFile(workspace.path(sourceOf('two')), '// 3\n');
    expect(await nextRun()).toMatch(/^crates\/shared\/src\/lib\.rs and 1 more: /);
    await sleep(3000);
    expect(linesAboutRuns(printed)).toHaveLength(seen);
  });

  itOnPosix('ends with all that it started when it is interrupted', async () => {
    await workspace.replace(sourceOf('one'), '3 +', '4 +');
    const tree = await developing(running.pid ?? 0);
    process.kill(-(running.pid ?? 0), 'SIGINT');
    const { exitCode } = await running;
    expect(exitCode).toBe(130);
    for (let waited = 0; tree.some(({ pid }) => isRunning(pid)) && waited < 100; waited += 1) {
      await sleep(50);
    }
    expect(tree.filter(({ pid }) => isRunning(pid))).toEqual([]);
  });
});

function linesAboutRuns(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^\S.*: .+ \(\d+\.\d s\)/.test(line));
}

/** Waits until cargo runs below the process; returns all that runs there then. */
async function developing(root: number): Promise<readonly RunningProcess[]> {
  for (;;) {
    const tree = processTree(root, await listProcesses());
    if (tree.some(({ command }) => /(^|\/)cargo /.test(command))) return tree;
    await sleep(20);
  }
}
