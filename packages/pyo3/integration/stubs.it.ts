import { logger } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeAll, expect, it, jest } from '@jest/globals';
import { execa } from 'execa';
import { exceptionGenerator } from '../src/generators/exception/generator.ts';
import { functionGenerator } from '../src/generators/function/generator.ts';
import { libraryGenerator } from '../src/generators/library/generator.ts';
import { stubsGenerator } from '../src/generators/stubs/generator.ts';
import { writeTree } from './constructs/libraries.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { fromCache } from './testing/task-report.ts';
import { programOf } from './testing/toolchain.ts';
import { makeEnvironment, workspaceOf, type Workspace } from './testing/workspace.ts';

const stub = 'libs/fast/python/fast/_fast.pyi';
const source = 'libs/fast/src/lib.rs';

describeWithTools('stubs of a generated library', () => {
  let workspace: Workspace;
  const nx = (target: string) => workspace.nx(['run', `fast:${target}`, '--outputStyle=stream']);
  const passes = async (target: string) => {
    const { exitCode, output } = await nx(target);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    return output;
  };
  const tool = (name: string, ...args: readonly string[]) =>
    execa(programOf(workspace.path('.venv'), name), args, { cwd: workspace.path('libs/fast') });

  beforeAll(async () => {
    jest.spyOn(logger, 'info').mockImplementation(() => undefined);
    workspace = await workspaceOf('stubs', async (root) => {
      const tree = createTreeWithEmptyWorkspace();
      await libraryGenerator(tree, { directory: 'libs/fast', skipFormat: true });
      await stubsGenerator(tree, { project: 'fast' });
      const own = { project: 'fast', skipFormat: true };
      await exceptionGenerator(tree, { ...own, name: 'StoreError', children: 'LostError' });
      await functionGenerator(tree, { ...own, name: 'many', args: '*items: float, **more: str' });
      writeTree(tree, root);
      await execa('git', ['init', '--quiet'], { cwd: root });
      await makeEnvironment(`${root}/.venv`);
    });
  });

  it('are not those that the library was made with', async () => {
    const { exitCode, output } = await nx('stubs-check');
    expect(exitCode).toBe(1);
    expect(output).toContain('- def mean(values: Sequence[float]) -> float: ...');
    expect(output).toContain('→ Generate them again: npx nx run fast:stubs');
  });

  it('are written, formatted and typed, and a check of them comes from the cache', async () => {
    expect(await passes('stubs')).toContain(`${stub} written`);
    const written = await workspace.read(stub);
    expect(written).toContain('def mean(values: ');
    // What pyo3 does not describe is kept.
    expect(written).toContain('class LostError(StoreError): ...');
    expect(written).toContain('def many(*items: float, **more: str) -> None:');
    expect(written).not.toContain('__getattr__');
    await tool('ruff', 'format', '--check', '.');
    await tool('ruff', 'check', '.');
    await tool('mypy');
    await passes('stubs-check');
    expect(fromCache(await passes('stubs-check'))).toContain('fast:stubs-check');
    // The stub is in the key.
    await workspace.replace(stub, ') -> float:', ') -> int:');
    expect(await nx('stubs-check')).toMatchObject({ exitCode: 1 });
    await workspace.replace(stub, ') -> int:', ') -> float:');
  });

  it('are found to differ when the Rust has changed, until they are written anew', async () => {
    await workspace.replace(
      source,
      'fn mean(values: Vec<f64>)',
      'fn mean(values: Vec<f64>, n: i8)',
    );
    await workspace.replace(source, 'if values.is_empty()', 'if n > 0 && values.is_empty()');
    const { exitCode, output } = await nx('stubs-check');
    expect(exitCode).toBe(1);
    expect(output).toMatch(/- def mean\(values: [^,\n]*, [^,\n]*\]\) -> float:/);
    expect(output).toMatch(/\+ def mean\(values: [^\n]*, n: [^\n]*\) -> float:/);
    // The extension of `compile` is the one that they are made from.
    expect(output.split('maturin generate-stubs')[1]).not.toContain('Compiling');
    await passes('stubs');
    await passes('stubs-check');
  });
});
