/** What tests, linters and type checkers say, each as a digest. */
import { join } from 'node:path';
import type { Task } from '../mutation.ts';
import { crates, folderOf, pythonPath, pythonProjects, type Work } from './fixture-layout.ts';
import { digestOf, type ToolResult } from './run-tool.ts';

type Digests = Readonly<Record<string, string>>;

export async function testAndLintCrates({ laboratory, run, python }: Work) {
  const tests: Record<Task, string> = {};
  const clippy: Record<string, string> = {};
  const library = await run('python', [
    '-c',
    'import sysconfig; print(sysconfig.get_config_var("LIBDIR"), end="")',
  ]);
  const variables = {
    CARGO_TARGET_DIR: join(laboratory.folder, 'target-test'),
    LD_LIBRARY_PATH: library.output,
    PYO3_PYTHON: python,
  };
  for (const name of crates) {
    const args = ['--locked', '-p', name];
    const options = ['--', '--nocapture', '--test-threads=1'];
    tests[`${name}:cargo-test`] = digest(
      await run('cargo', ['test', ...args, ...options], { variables }),
    );
    const messages = ['--all-targets', '--message-format=json', '--', '-D', 'warnings'];
    const found = await run('cargo', ['clippy', ...args, ...messages], { variables });
    clippy[name] = digestOf(String(found.success), renderedMessages(found.output));
  }
  return { tests, clippy };
}

/** What cargo's JSON says to a person. */
function renderedMessages(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  const messages = lines.map((line) => JSON.parse(line) as { message?: { rendered?: string } });
  return messages
    .flatMap(({ message }) => message?.rendered ?? [])
    .sort()
    .join('\n');
}

export async function checkPython({ laboratory, run, python }: Work) {
  const ruff: Record<string, string> = {};
  const types: Record<Task, string> = {};
  for (const [name, folder] of Object.entries(folderOf)) {
    ruff[name] = digest(await run('ruff', ['check', '--no-cache', '.'], { folder }));
  }
  const variables = { MYPYPATH: pythonPath(laboratory, ['libs/gamma']) };
  const cache = join(laboratory.folder, `mypy-${python.replaceAll('/', '-')}`);
  for (const name of pythonProjects) {
    const folder = folderOf[name] ?? '.';
    const args = ['--cache-dir', join(cache, name), '--python-executable', python, '.'];
    types[`${name}:typecheck`] = digest(await run('mypy', args, { folder, variables }));
  }
  return { ruff, types };
}

export async function testPython({ laboratory, run }: Work): Promise<Digests> {
  const variables = { PYTHONPATH: pythonPath(laboratory) };
  const found: Record<Task, string> = {};
  for (const name of pythonProjects) {
    const folder = folderOf[name] ?? '.';
    const result = await run('python', ['-m', 'pytest', '-rA'], { folder, variables });
    found[`${name}:pytest`] = digest(result);
  }
  return found;
}

function digest({ success, output }: ToolResult): string {
  return digestOf(String(success), output);
}
