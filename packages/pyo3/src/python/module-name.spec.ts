import { describe, expect, it } from '@jest/globals';
import { checkModuleName, isPythonIdentifier, suggestModuleName } from './module-name.ts';

describe('checkModuleName', () => {
  it.each(['pkg', 'pkg._pkg', 'a.b.c', 'match', 'pkg.type', 'pkg.json', '_x1'])(
    'accepts %j',
    (name) => {
      expect(checkModuleName(name)).toBeUndefined();
    },
  );

  it.each([
    ['', 'The module name "" has an empty segment.'],
    ['pkg..x', 'The module name "pkg..x" has an empty segment.'],
    ['my-pkg', 'The module name "my-pkg" cannot be imported: "my-pkg" is not a Python identifier.'],
    ['pkg.1x', 'The module name "pkg.1x" cannot be imported: "1x" is not a Python identifier.'],
    ['größe', 'The module name "größe" cannot be imported: "größe" is not a Python identifier.'],
    ['pkg.class', 'The module name "pkg.class" cannot be imported: "class" is a Python keyword.'],
    ['None', 'The module name "None" cannot be imported: "None" is a Python keyword.'],
    ['json', 'The module name "json" would shadow Python\'s own module "json".'],
    ['tomllib.x', 'The module name "tomllib.x" would shadow Python\'s own module "tomllib".'],
    ['distutils', 'The module name "distutils" would shadow Python\'s own module "distutils".'],
    [
      'annotationlib',
      'The module name "annotationlib" would shadow Python\'s own module "annotationlib".',
    ],
    ['test', 'The module name "test" would shadow Python\'s own module "test".'],
    [
      'pkg.__init__',
      'The module name "pkg.__init__" contains "__init__", which is reserved in Python.',
    ],
  ])('rejects %j', (name, message) => {
    expect(checkModuleName(name)?.message).toBe(message);
  });

  it.each([
    ['my-pkg', 'my_pkg'],
    ['pkg.class', 'class_'],
    ['json', 'json_rs'],
  ])('says what to type instead of %j', (name, suggestion) => {
    expect(checkModuleName(name)?.hint).toContain(`"${suggestion}"`);
    expect(checkModuleName(suggestion)).toBeUndefined();
  });
});

describe('suggestModuleName', () => {
  it.each([
    ['My-Lib.x', 'my_lib_x'],
    ['9lives', '_9lives'],
    ['import', 'import_'],
    ['--', 'my_lib'],
    ['naïve', 'naive'],
    ['Ünï', 'uni'],
    ['Straße-Ørsted', 'strasse_orsted'],
    ['日本', 'my_lib'],
  ])('derives an identifier from %j', (name, identifier) => {
    expect(suggestModuleName(name)).toBe(identifier);
    expect(isPythonIdentifier(identifier)).toBe(true);
  });
});
