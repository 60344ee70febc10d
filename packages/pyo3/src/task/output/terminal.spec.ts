import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { commandLine, terminal, wantsColour } from './terminal.ts';

describe('colour', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ FORCE_COLOR: 'true' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ])('with %j and a terminal: %j is %j', (env, isTerminal, expected) => {
    expect(wantsColour(env, isTerminal)).toBe(expected);
  });
});

describe('a command that is shown', () => {
  const shown = (program: string, ...args: string[]) =>
    commandLine({ program, args, cwd: '/', env: {} });

  it('has the name of its program, not where that lies', () => {
    expect(shown('/ws/.venv/bin/python', '-m', 'pytest')).toBe('python -m pytest');
  });

  it('has no control character in it', () => {
    expect(shown('cargo', 'x\u001B[2J', 'a\rb')).toBe("cargo 'x\\u001b[2J' 'a\\u000db'");
  });

  it('has no password of a URL in it', () => {
    expect(shown('uv', 'pip', 'install', '--', 'x @ https://user:p@ss@host/x?a=b@c')).toBe(
      "uv pip install -- 'x @ https://****@host/x?a=b@c'",
    );
  });

  it('can be typed into a shell', () => {
    expect(shown('pytest', '-k', 'a and b', 'it’s', "it's", '')).toBe(
      `pytest -k 'a and b' 'it’s' 'it'\\''s' ''`,
    );
    expect(shown('maturin', '--config', 'profile.x.inherits="dev"')).toBe(
      `maturin --config 'profile.x.inherits="dev"'`,
    );
  });
});

describe('a command that is about to run', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    [false, ['> cargo build']],
    [true, ['in /ws: /bin/cargo', '> cargo build --message-format json']],
  ])('is shown with all of its arguments when --verbose is %s', (verbose, expected) => {
    jest.replaceProperty(process, 'env', { NO_COLOR: '1' });
    const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const args = ['build', '--message-format', 'json'];
    const command = { program: '/bin/cargo', args, cwd: '/ws', env: {} };
    terminal(verbose).announce(command, { ...command, args: ['build'] });
    expect(print.mock.calls.flat()).toEqual(expected);
  });
});
