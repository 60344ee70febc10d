import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { forDistribution, forInterpreter, questionOf } from './command.ts';

describe('the arguments of the fingerprint command', () => {
  it('are readable where the interpreter has an ordinary name', () => {
    expect(forInterpreter('node cli.js', 'envs/py-3.12')).toBe(
      'node cli.js interpreter=envs/py-3.12',
    );
  });

  it.each([
    '3.12',
    'my env/bin/python',
    'C:\\Python\\python.exe',
    '$(touch x); `y` && %PATH% "z" \'a\'',
    'größe=20',
    '-x',
    '',
  ])('ask the same through the shell that Nx starts: %j', (interpreter) => {
    const print = `"${process.execPath}" -p "JSON.stringify(process.argv.slice(1))"`;
    const command = forInterpreter(forDistribution(print), interpreter);
    const { stdout } = spawnSync(command, { shell: true, encoding: 'utf8' });
    const args = JSON.parse(stdout) as string[];
    expect(questionOf(args)).toEqual({ scope: 'distribution', interpreter });
  });

  it('ask for the Python of the workspace and a task without any', () => {
    expect(questionOf([])).toEqual({ scope: 'task' });
  });
});
