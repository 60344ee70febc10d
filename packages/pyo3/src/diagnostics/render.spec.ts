import { describe, expect, it } from '@jest/globals';
import { isPyo3Error, Pyo3Error } from './pyo3-error.ts';
import { renderDiagnostic, renderError } from './render.ts';

describe('renderError', () => {
  it('puts the place before the sentence, and the hint below it', () => {
    const error = new Pyo3Error({
      code: 'toml-syntax',
      message: 'This is not valid TOML: unexpected character.',
      location: { file: 'libs/x/Cargo.toml', line: 3, column: 7 },
      hint: 'Correct the file.',
    });
    expect(renderError(error)).toBe(
      'libs/x/Cargo.toml:3:7: This is not valid TOML: unexpected character. [toml-syntax]\n  → Correct the file.',
    );
  });

  it('leaves out what is not known of the place', () => {
    const error = new Pyo3Error({
      code: 'manifest-invalid',
      message: 'It has no name.',
      location: { file: 'Cargo.toml' },
    });
    expect(renderError(error)).toBe('Cargo.toml: It has no name. [manifest-invalid]');
  });

  it('prints no control character of a name, and no command to a runner', () => {
    const error = new Pyo3Error({
      code: 'manifest-invalid',
      message: 'The name "x\n::set-output name=a::b\u001B[2J\r\u2028##[add-mask]" is none.',
      location: { file: '::error::\n  ::warning::/Cargo.toml' },
      hint: 'Remove\n::debug::it.',
    });
    expect(renderError(error)).toBe(
      '\\u003a:error::\\u000a  ::warning::/Cargo.toml: The name "x [manifest-invalid]\n' +
        '\\u003a:set-output name=a::b\\u001b[2J\\u000d\\u2028#\\u0023[add-mask]" is none.\n' +
        '  → Remove\n    \\u003a:debug::it.',
    );
  });

  it.each([
    ['x @ https://user:password@host/x', 'x @ https://****@host/x'],
    ['x @ git+https://token@host/x@main', 'x @ git+https://****@host/x@main'],
    ['ssh://git@host/x and https://host/a@b', 'ssh://git@host/x and https://host/a@b'],
    [
      'https://host/x?a=1&access_token=b&X-Amz-Signature=c#d',
      'https://host/x?a=1&access_token=****&X-Amz-Signature=****#d',
    ],
    ['"https://a:b@c" and \'ftp://d@e\'', '"https://****@c" and \'ftp://****@e\''],
  ])('has no user and no password of a URL: %s', (message, shown) => {
    const error = new Pyo3Error({ code: 'manifest-invalid', message });
    expect(renderError(error)).toBe(`${shown} [manifest-invalid]`);
  });

  it('hides a URL in time that grows with the text', () => {
    const message = `${'a://'.repeat(50_000)}${'?a&token'.repeat(50_000)}`;
    const error = new Pyo3Error({ code: 'manifest-invalid', message });
    expect(renderError(error)).toMatch(/^(a:\/\/)+… \(\d+ characters more\) \[manifest-invalid\]$/);
  });

  it('shortens each line that is longer than anyone reads, such as a name of a megabyte', () => {
    const long = 'a'.repeat(1_000_000);
    const text = renderError(
      new Pyo3Error({
        code: 'manifest-invalid',
        message: `"${long}" is no name.\nSecond line`,
        hint: `Write ${long}`,
      }),
    );
    expect(text.length).toBeLessThan(10_000);
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^"a+… \(\d+ characters more\) \[manifest-invalid\]$/),
      'Second line',
      expect.stringMatching(/^ {2}→ Write a+… \(\d+ characters more\)$/),
    ]);
  });

  it('prints no command to the runners of other CI providers, and nothing out of order', () => {
    const message = '##vso[task.setvariable] ##teamcity[x] a\u202Eb';
    expect(renderError(new Pyo3Error({ code: 'manifest-invalid', message }))).toBe(
      '#\\u0023vso[task.setvariable] #\\u0023teamcity[x] a\\u202eb [manifest-invalid]',
    );
  });

  it('indents every line of a hint', () => {
    const error = new Pyo3Error({ code: 'network', message: 'No network.', hint: 'one\ntwo' });
    expect(renderError(error)).toBe('No network. [network]\n  → one\n    two');
  });

  it('puts the code, by which the documentation is found, behind the first line', () => {
    const error = new Pyo3Error({ code: 'rust-syntax', message: 'It does not parse:\n  fn (' });
    expect(renderError(error)).toBe('It does not parse: [rust-syntax]\n  fn (');
  });

  it('renders a warning like an error', () => {
    const warning = { message: 'Old.', hint: 'Renew it.', code: 'lock-outdated' } as const;
    expect(renderDiagnostic(warning)).toBe('Old. [lock-outdated]\n  → Renew it.');
  });

  it('omits a code that is not known, such as that of a newer version', () => {
    expect(renderDiagnostic({ message: 'Old.', code: undefined })).toBe('Old.');
  });

  it('keeps the stack of an error that is not ours, since that is a defect', () => {
    const defect = new TypeError('x is undefined');
    expect(renderError(defect)).toBe(defect.stack);
  });
});

describe('isPyo3Error', () => {
  it('knows an error of another realm or copy of the package', () => {
    const foreign = Object.assign(new Error('there'), { [Symbol.for('pyo3.error')]: true });
    expect(isPyo3Error(foreign)).toBe(true);
  });

  it.each([undefined, null, 'text', new Error('plain')])('refuses %p', (value) => {
    expect(isPyo3Error(value)).toBe(false);
  });
});
