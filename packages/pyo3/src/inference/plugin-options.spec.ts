import { describe, expect, it } from '@jest/globals';
import { declaredInputsOf, installsOf, targetNamesOf } from './plugin-options.ts';

describe('the options of the plugin', () => {
  it('leave every target its name when there are none', () => {
    expect(targetNamesOf(undefined)).toEqual(targetNamesOf({ targets: { test: true } }));
    expect(targetNamesOf({})).toMatchObject({ develop: 'develop', 'cargo-test': 'cargo-test' });
  });

  it('rename a target and leave one out', () => {
    expect(targetNamesOf({ targets: { develop: 'dev', lint: false } })).toMatchObject({
      develop: 'dev',
      lint: undefined,
      build: 'build',
    });
  });

  it.each([
    [[], '"options" of the plugin must be an object.'],
    [{ developTargetName: 'dev' }, 'The plugin has no option "developTargetName".'],
    [{ targets: { make: 'x' } }, 'The plugin infers no target "make".'],
    [
      { targets: { build: 3 } },
      '"targets.build" must be a name without spaces and colons, or false.',
    ],
    [
      { targets: { build: 'a:b' } },
      '"targets.build" must be a name without spaces and colons, or false.',
    ],
    [{ targets: { pytest: 'test' } }, '"targets" gives the name "test" to both pytest and test.'],
  ])('refuse %j', (options, message) => {
    expect(() => targetNamesOf(options)).toThrow(message);
  });
});

describe('what the options declare as read by every project', () => {
  it('is globs from the workspace root and names of variables', () => {
    expect(declaredInputsOf({ inputs: ['proto/*.proto'], env: ['PROTOC'] })).toEqual({
      files: ['proto/*.proto'],
      variables: ['PROTOC'],
      facts: [],
    });
    expect(declaredInputsOf(undefined)).toEqual({ files: [], variables: [], facts: [] });
  });

  it.each([
    [{ inputs: 'proto' }, '"inputs" of the plugin must be globs of files in this repository.'],
    [{ inputs: ['../x'] }, '"inputs" of the plugin must be globs of files in this repository.'],
    [{ env: [''] }, '"env" of the plugin must be names of environment variables.'],
  ])('refuses %j', (options, message) => {
    expect(() => declaredInputsOf(options)).toThrow(message);
  });
});

describe('what the options have develop install', () => {
  it('is groups and extras', () => {
    expect(installsOf({ groups: ['test'], extras: ['io'] })).toEqual({
      groups: ['test'],
      extras: ['io'],
    });
    expect(installsOf(undefined)).toEqual({});
  });

  it('refuses what is not a list of names', () => {
    expect(() => installsOf({ extras: 'io' })).toThrow(
      '"extras" of the plugin must be a list of names.',
    );
  });
});
