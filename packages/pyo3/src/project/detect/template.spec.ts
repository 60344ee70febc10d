import { describe, expect, it } from '@jest/globals';
import { crate, python, repositoryOf } from '../../testing/written-repository.ts';

describe('templates', () => {
  it.each([
    ['a crate', 'Cargo.toml', crate('{{project-name}}'), '{{project-name}}'],
    [
      'a distribution',
      'pyproject.toml',
      python('{{ cookiecutter.slug }}'),
      '{{ cookiecutter.slug }}',
    ],
    ['text that is no TOML yet', 'Cargo.toml', '[package]\n{% if x %}\nname = "x"\n', undefined],
  ])('are no projects, with all that is in them: %s', (_what, file, text, wanted) => {
    const found = repositoryOf({ [`t/${file}`]: text, 't/inner/Cargo.toml': crate('inner') });
    expect([...found.projects, ...found.broken]).toEqual([]);
    expect(found.templates).toEqual([wanted === undefined ? { root: 't' } : { root: 't', wanted }]);
  });

  it('at the root are none of what is in them, so that one line loses no other project', () => {
    const inner = { 'a/Cargo.toml': crate('a') };
    const named = repositoryOf({ 'Cargo.toml': crate('{{project-name}}'), ...inner });
    expect(named.templates).toEqual([{ root: '.', wanted: '{{project-name}}' }]);
    expect(named.projects.map(({ root }) => root)).toEqual(['a']);
    const broken = repositoryOf({ 'Cargo.toml': '[package]\nx = {{\n', ...inner });
    expect(broken.broken.map(({ root }) => root)).toContain('.');
    expect(broken.templates).toEqual([]);
  });
});
