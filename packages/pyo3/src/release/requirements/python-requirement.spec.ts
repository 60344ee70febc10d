import { describe, expect, it } from '@jest/globals';
import { raisePoetryRequirement, raisePythonRequirement } from './python-requirement.ts';

describe('a requirement of pyproject.toml', () => {
  it.each([
    ['a>=0.1.0', '0.2.0', 'a>=0.2.0'],
    ['a>=0.1', '0.2.3', 'a>=0.2'],
    ['a ~= 0.1.0', '0.2.0', 'a ~= 0.2.0'],
    ['a~=0.1', '0.2.3', 'a~=0.2'],
    ['a==0.1.0', '0.2.0', 'a==0.2.0'],
    ['a==0.1', '0.2.0', 'a==0.2'],
    ['a==0.1', '0.2.3', 'a==0.2.3'],
    ['a===0.1.0', '0.2.0', 'a===0.2.0'],
    ['a==0.1.*', '0.2.3', 'a==0.2.*'],
    ['a>=0.1,<1', '0.2.0', 'a>=0.2,<1'],
    [
      'a[fast,x] >=0.1.0 , <1 ; python_version >= "3.9"',
      '0.2.0',
      'a[fast,x] >=0.2.0 , <1 ; python_version >= "3.9"',
    ],
    ['a (>=0.1.0)', '0.2.0', 'a (>=0.2.0)'],
    ['a>=0.1.0,!=0.1.5', '0.2.0', 'a>=0.2.0,!=0.1.5'],
    ['a', '0.2.0', 'a'],
    ['a; os_name == "nt"', '0.2.0', 'a; os_name == "nt"'],
    ['a @ https://example.com/a-0.1.0.whl', '0.2.0', 'a @ https://example.com/a-0.1.0.whl'],
    ['a>=0.1', '0.2.0rc1', 'a>=0.2rc1'],
    ['a~=0.1', '0.2.0rc1', 'a~=0.2rc1'],
    ['a~=0.1.0', '0.2.0rc1', 'a~=0.2.0rc1'],
    ['a==0.1.0', '0.2.0rc1', 'a==0.2.0rc1'],
    ['a>=0.2rc1', '0.2.0', 'a>=0.2'],
    ['a>=0.1,<1', '0.2.0rc1', 'a>=0.2rc1,<1'],
  ])('%s becomes for %s %s', (requirement, version, text) => {
    expect(raisePythonRequirement(requirement, version, false)).toEqual({ text });
  });

  it.each([
    ['a>=0.1,<0.2', '0.2.0'],
    ['a>=0.1,<0.2', '0.2.0rc1'],
    ['a<0.2', '0.2.0'],
    ['a==0.1.*', '0.2.0rc1'],
    ['a!=0.2.0', '0.2.0'],
  ])('%s is an error for %s', (requirement, version) => {
    expect(raisePythonRequirement(requirement, version, false)).toEqual({
      problem: `the requirement "${requirement}" does not allow ${version}`,
    });
  });

  it.each([
    ['a>=0.1', '0.2.0', 'a>=0.1'],
    ['a~=0.1.0', '0.2.0', 'a~=0.2.0'],
    ['a>=0.1', '0.2.0rc1', 'a>=0.2rc1'],
  ])('%s is kept for %s only if it allows that: %s', (requirement, version, text) => {
    expect(raisePythonRequirement(requirement, version, true)).toEqual({ text });
  });
});

describe('a requirement of Poetry', () => {
  it.each([
    ['^0.1.0', '0.2.0', '^0.2.0'],
    ['^0.1', '0.2.3', '^0.2'],
    ['~0.1', '0.2.0', '~0.2'],
    ['0.1.0', '0.2.0', '0.2.0'],
    ['==0.1.0', '0.2.0', '==0.2.0'],
    ['>=0.1,<1.0', '0.2.0', '>=0.2,<1.0'],
    ['~=0.1.0', '0.2.0', '~=0.2.0'],
    ['*', '0.2.0', '*'],
    ['0.1.*', '0.2.0', '0.2.*'],
    ['^0.1.0', '0.2.0rc1', '^0.2.0rc1'],
    ['^0.2.0rc1', '0.2.0', '^0.2.0'],
  ])('%s becomes for %s %s', (requirement, version, text) => {
    expect(raisePoetryRequirement(requirement, version, false)).toEqual({ text });
  });

  it('that does not allow the version is an error', () => {
    expect(raisePoetryRequirement('>=0.1,<0.2', '0.2.0', false)).toHaveProperty('problem');
  });
});
