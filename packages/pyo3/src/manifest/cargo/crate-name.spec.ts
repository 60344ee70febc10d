import { describe, expect, it } from '@jest/globals';
import { checkCrateName, crateIdentifier, isRustIdentifier } from './crate-name.ts';

describe('checkCrateName', () => {
  it.each(['my-lib', 'my_lib', 'a1', '_x', 'union'])('accepts %j', (name) => {
    expect(checkCrateName(name)).toBeUndefined();
  });

  it.each([
    ['', 'it is empty', 'my-lib'],
    ['my.lib', 'only letters, digits, "-" and "_" may be in it', 'my-lib'],
    ['größe', 'only letters, digits, "-" and "_" may be in it', 'gr-e'],
    ['9a', 'it starts with a digit', 'a'],
    ['-x', 'it starts with "-"', 'x'],
    ['__', 'it has no letter in it', 'my-lib'],
    ['async', 'it is a Rust keyword', 'async-rs'],
    ['gen', 'it is a Rust keyword', 'gen-rs'],
    ['abstract', 'it is a Rust keyword', 'abstract-rs'],
    ['test', 'a crate of Rust itself has this name', 'test-rs'],
    ['proc_macro', 'a crate of Rust itself has this name', 'proc_macro-rs'],
    ['deps', 'cargo keeps build files in a folder of this name', 'deps-rs'],
    ['nul', 'Windows keeps this name for a device', 'nul-rs'],
    ['COM1', 'Windows keeps this name for a device', 'COM1-rs'],
  ])('refuses %j, since %s', (name, reason, suggestion) => {
    expect(checkCrateName(name)).toEqual({
      message: `The crate name "${name}" cannot be used: ${reason}.`,
      hint: `Choose another name, for example "${suggestion}".`,
    });
    expect(checkCrateName(suggestion)).toBeUndefined();
  });
});

describe('identifiers of Rust', () => {
  it('are made of a crate name as cargo does', () => {
    expect(crateIdentifier('my-lib-2')).toBe('my_lib_2');
  });

  it.each([
    ['my_lib', true],
    ['_x', true],
    ['_', false],
    ['my-lib', false],
    ['1x', false],
    ['crate', false],
  ])('%j is one: %s', (name, expected) => {
    expect(isRustIdentifier(name)).toBe(expected);
  });
});
