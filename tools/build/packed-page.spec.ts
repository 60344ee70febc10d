import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packedPage, pageProblems, repositoryOf } from './packed-page.ts';

const root = join(import.meta.dirname, '..', '..');
const packed = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist/index.js'];
const github = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'owner/name',
  GITHUB_SHA: '0123abc',
};
const page = [
  '![The graph](docs/graph.png)',
  '[Start](docs/start.md#first), [Changes](CHANGELOG.md), [Nx](https://nx.dev), [here](#here)',
].join('\n\n');

describe('a packed page', () => {
  it('links to the commit that is packed, and shows pictures from there', () => {
    const at = 'https://github.com/owner/name';
    expect(packedPage(page, packed, repositoryOf(github))).toBe(
      [
        `![The graph](${at}/raw/0123abc/docs/graph.png)`,
        `[Start](${at}/blob/0123abc/docs/start.md#first), [Changes](${at}/blob/0123abc/CHANGELOG.md), [Nx](https://nx.dev), [here](#here)`,
      ].join('\n\n'),
    );
  });

  it('names HEAD when the commit is unknown', () => {
    const repository = repositoryOf({ ...github, GITHUB_SHA: undefined });
    expect(packedPage('[a](a.md)', packed, repository)).toContain('/blob/HEAD/a.md');
  });

  it('has no link to a file outside the package when no repository is known', () => {
    expect(packedPage(page, packed, repositoryOf({}))).toBe(
      '\n\nStart, [Changes](CHANGELOG.md), [Nx](https://nx.dev), [here](#here)',
    );
  });
});

describe('a page of the package', () => {
  it('must not link to what is not in the package', () => {
    expect(pageProblems('README.md', page, packed)).toEqual([
      'README.md links to docs/graph.png, which is not in the package',
      'README.md links to docs/start.md#first, which is not in the package',
    ]);
  });
});

describe.each(['README.md', 'CHANGELOG.md'])('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');

  it('links only to files of the repository', () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target = '']) => target);
    const relative = targets.filter((target) => !target.startsWith('https://'));
    expect(relative.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  it.each([
    ['on GitHub', github],
    ['on a developer’s machine', {}],
  ])('has no dead link when it is packed %s', (_where, variables) => {
    const result = packedPage(text, packed, repositoryOf(variables));
    expect(pageProblems(file, result, packed)).toEqual([]);
  });
});
