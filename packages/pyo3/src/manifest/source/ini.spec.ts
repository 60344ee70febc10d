import { describe, expect, it } from '@jest/globals';
import { readIni } from './ini.ts';

describe('a settings file of configparser', () => {
  it('has keys by section, in lower case, with "=" or ":"', () => {
    const file = readIni('[mypy]\nStrict = True\nfiles: src, tests\n\n[mypy-x.*]\nignore = yes\n');
    expect(Object.fromEntries(file.get('mypy') ?? [])).toEqual({
      strict: 'True',
      files: 'src, tests',
    });
    expect(file.get('mypy-x.*')?.get('ignore')).toBe('yes');
  });

  it('has values of several lines, with comments and empty lines between', () => {
    const file = readIni(
      '[pytest]\npythonpath =\n    a\n\n    # not this\n    ../b\ntestpaths = c\n',
    );
    expect(file.get('pytest')?.get('pythonpath')).toBe('\na\n../b');
    expect(file.get('pytest')?.get('testpaths')).toBe('c');
  });

  it('does not throw for a line that says nothing, or without a section', () => {
    expect([...readIni('a = 1\nnonsense\n[x]\n=\n').keys()]).toEqual(['x']);
  });
});
