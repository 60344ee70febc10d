import { describe, expect, it } from '@jest/globals';
import { crate, maturin, repositoryOf } from '../../testing/written-repository.ts';

describe('a module name that maturin refuses', () => {
  const lib = (rest: string) => ({ 'a/Cargo.toml': crate('my-lib', rest), 'a/src/lib.rs': '' });

  it('is told, with what to write', () => {
    const { projects, warnings } = repositoryOf({
      ...lib(''),
      'a/pyproject.toml': maturin('my-lib'),
    });
    expect(projects).toHaveLength(1);
    expect(warnings).toEqual([
      expect.objectContaining({
        message:
          'maturin refuses this project: its module would be called "my-lib", and a module has no "-" in its name.',
        location: { file: 'a/pyproject.toml' },
        hint: 'Write module-name = "my_lib" under [tool.maturin].',
      }),
    ]);
  });

  it.each([
    ['the crate names its library', lib('[lib]\nname = "my_lib"\n'), ''],
    ['the module has a name', lib(''), '[tool.maturin]\nmodule-name = "my_lib"\n'],
    ['it is a program', lib(''), '[tool.maturin]\nbindings = "bin"\n'],
    ['there is no library', { 'a/Cargo.toml': crate('my-lib'), 'a/src/main.rs': '' }, ''],
  ])('is no matter when %s', (_when, files, tool) => {
    const found = repositoryOf({ ...files, 'a/pyproject.toml': `${maturin('my-lib')}${tool}` });
    expect(found.warnings).toEqual([]);
  });
});
