import { describe, expect, it } from '@jest/globals';
import { checkCrateName, crateIdentifier, isRustIdentifier } from './crate-name.ts';

describe('checkCrateName', () => {
  it.each(['my-lib', 'my_lib', 'a1', '_x', 'union'])('accepts %j', (name) => {
    expect(checkCrateName(name)).toBeUndefined();
  });

  it.each([
    ['', 'it is empty', 'my-lib'],
    ['my.lib', 'it may contain only letters, digits, "-" and "_"', 'my-lib'],
    ['größe', 'it may contain only letters, digits, "-" and "_"', 'gr-e'],
    ['9a', 'it starts with a digit', 'a'],
    ['-x', 'it starts with "-"', 'x'],
    ['__', 'it contains no letter', 'my-lib'],
    ['async', 'it is a Rust keyword', 'async-rs'],
    ['gen', 'it is a Rust keyword', 'gen-rs'],
    ['abstract', 'it is a Rust keyword', 'abstract-rs'],
    ['test', 'a crate of the Rust distribution has this name', 'test-rs'],
    ['proc_macro', 'a crate of the Rust distribution has this name', 'proc_macro-rs'],
    ['deps', 'cargo uses a folder of this name for build files', 'deps-rs'],
    ['nul', 'Windows reserves this name for a device', 'nul-rs'],
    ['COM1', 'Windows reserves this name for a device', 'COM1-rs'],
  ])('rejects %j, because %s', (name, reason, suggestion) => {
    expect(checkCrateName(name)).toEqual({
      message: `The crate name "${name}" cannot be used: ${reason}.`,
      hint: `Choose another name, for example "${suggestion}".`,
    });
    expect(checkCrateName(suggestion)).toBeUndefined();
  });
});

describe('Rust identifiers', () => {
  it('are derived from a crate name as cargo does', () => {
    expect(crateIdentifier('my-lib-2')).toBe('my_lib_2');
  });

  it.each([
    ['my_lib', true],
    ['_x', true],
    ['_', false],
    ['my-lib', false],
    ['1x', false],
    ['crate', false],
  ])('include %j: %s', (name, expected) => {
    expect(isRustIdentifier(name)).toBe(expected);
  });
});
