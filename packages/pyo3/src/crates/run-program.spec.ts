import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject } from '../testing/projects.ts';
import { runProgram } from './run-program.ts';

function session(programs: readonly string[], args: readonly string[] = []) {
  const files = Object.fromEntries(programs.map((name) => [`libs/a/src/bin/${name}.rs`, '']));
  const manifest = '[package]\nname = "a"\nversion = "1.0.0"\n';
  const reader = memoryReader({ 'libs/a/Cargo.toml': manifest, ...files });
  return fakeSession({ task: 'a:run', project: crateProject, reader, args });
}

describe('run', () => {
  it('starts the only program, with the arguments of the user and the terminal', async () => {
    const one = session(['x'], ['--help']);
    expect(await runProgram(one, { profile: 'dev' })).toBe(true);
    expect(one.ran).toEqual(['cargo run --package a --profile dev -- --help']);
    expect(one.modes).toEqual([{ show: 'live', isInteractive: true }]);
  });

  it('starts the one that is named', async () => {
    const two = session(['x', 'y']);
    await runProgram(two, { bin: 'y' });
    expect(two.ran).toEqual(['cargo run --package a --bin y']);
  });

  it.each([
    [['x', 'y'], {}, 'a:run must name a program, because a has 2.', '--bin=x | y'],
    [['x'], { bin: 'z' }, '`bin` of a:run must be a program of a, but it is "z".', '--bin=x'],
    [[], {}, 'a:run must name a program, because a has none by default.', 'src/main.rs'],
  ])('asks for one of %j with %j', async (programs, options, message, hint) => {
    await expect(runProgram(session(programs), options)).rejects.toMatchObject({
      code: 'option-invalid',
      message,
      hint: expect.stringContaining(hint),
    });
  });
});
