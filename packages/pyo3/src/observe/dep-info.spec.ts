import { describe, expect, it } from '@jest/globals';
import { parseBuildScriptOutput, parseDepInfo } from './dep-info.ts';

describe('what rustc says that it read', () => {
  const text = [
    '/t/deps/a-1.d: a/src/lib.rs /t/build/a-2/out/g.rs a/src/../../proto/a\\ b#c.txt',
    '',
    '/t/deps/liba-1.rlib: a/src/lib.rs /t/build/a-2/out/g.rs a/src/../../proto/a\\ b#c.txt',
    '',
    'a/src/lib.rs:',
    '/t/build/a-2/out/g.rs:',
    'a/src/../../proto/a\\ b#c.txt:',
    '',
    '# env-dep:GEN=1=2',
    '# env-dep:MY_VAR',
    '',
  ];

  it.each([
    ['as it is written', '\n'],
    ['with the line ends of Windows', '\r\n'],
  ])('is its files and variables, %s', (_, end) => {
    expect(parseDepInfo(text.join(end))).toEqual({
      files: ['a/src/lib.rs', '/t/build/a-2/out/g.rs', 'a/src/../../proto/a b#c.txt'],
      variables: ['GEN', 'MY_VAR'],
    });
  });

  it('may be paths of Windows', () => {
    expect(parseDepInfo('C:\\t\\a.d: a\\src\\lib.rs C:\\x y\\z.rs\n').files).toEqual([
      'a\\src\\lib.rs',
      'C:\\x',
      'y\\z.rs',
    ]);
    expect(parseDepInfo('C:\\t\\a.d: C:\\x\\ y\\z.rs\n').files).toEqual(['C:\\x y\\z.rs']);
  });

  it('is nothing in an empty file', () => {
    expect(parseDepInfo('')).toEqual({ files: [], variables: [] });
  });
});

describe('what a build script says that it read', () => {
  it('is said in the old way and in the new one', () => {
    const output = [
      'cargo:rerun-if-changed=../x.proto',
      'cargo::rerun-if-changed=src/a b.c',
      'cargo:rerun-if-env-changed=PROTOC',
      'cargo::rerun-if-env-changed=PROTOC',
      'cargo::rustc-env=GEN=1',
      'hello',
    ].join('\n');
    expect(parseBuildScriptOutput(output)).toEqual({
      files: ['../x.proto', 'src/a b.c'],
      variables: ['PROTOC'],
    });
  });
});
