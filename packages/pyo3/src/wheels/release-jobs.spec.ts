import { describe, expect, it } from '@jest/globals';
import { releaseJobs, type GraphProject } from './release-jobs.ts';
import { releasedProjects } from './released-projects.ts';

function project(name: string, tags: readonly string[], isTested = true): GraphProject {
  const of = (executor: string, target: string, tag?: string) =>
    [target, { executor, ...(tag === undefined ? {} : { options: { tag } }) }] as const;
  const wheels = tags.map((tag) => of('pyo3:wheel', `wheels--${tag}`, tag));
  const tests = [...tags, 'sdist'].map((tag) => of('pyo3:wheel-test', `wheels-test--${tag}`, tag));
  const targets = [...wheels, of('pyo3:sdist', 'sdist'), ...(isTested ? tests : [])];
  return { name, targets: Object.fromEntries(targets) };
}

describe('the jobs of a release', () => {
  it('build and test each wheel on a machine of its kind, and the sdist on Linux', () => {
    const jobs = releaseJobs(
      [
        project('a', [
          ...['cp312-manylinux_2_17_x86_64', 'cp314t-musllinux_1_2_aarch64', 'cp312-win_arm64'],
          ...['cp312-macosx_x86_64', 'cp312-macosx_universal2', 'cp39-abi3-win32'],
          'pp311-manylinux_2_17_s390x',
        ]),
      ],
      'github',
    );
    const shown = jobs.map(({ name, runner, targets }) => [name, runner, targets.split(',')]);
    const tests = (...of: readonly string[]) => of.map((tag) => `wheels-test--${tag}`);
    expect(shown).toEqual([
      [
        'wheels-linux-x86_64-a',
        'ubuntu-24.04',
        tests('cp312-manylinux_2_17_x86_64', 'pp311-manylinux_2_17_s390x', 'sdist'),
      ],
      ['wheels-linux-aarch64-a', 'ubuntu-24.04-arm', tests('cp314t-musllinux_1_2_aarch64')],
      ['wheels-windows-arm64-a', 'windows-11-arm', tests('cp312-win_arm64')],
      ['wheels-macos-x86_64-a', 'macos-15-intel', tests('cp312-macosx_x86_64')],
      ['wheels-macos-arm64-a', 'macos-15', tests('cp312-macosx_universal2')],
      ['wheels-windows-amd64-a', 'windows-2025', tests('cp39-abi3-win32')],
    ]);
    expect(jobs[0]).toMatchObject({
      projects: 'a',
      pythons: '3.12 pypy3.11',
      triples: 'x86_64-unknown-linux-gnu s390x-unknown-linux-gnu',
    });
    // Of the stable ABI, all that import it.
    expect(jobs[5]?.pythons).toBe('3.9 3.10 3.11 3.12 3.13 3.14 3.15');
    expect(jobs[4]?.triples).toBe('x86_64-apple-darwin aarch64-apple-darwin');
  });

  it('build where nothing is tested', () => {
    const [job] = releaseJobs([project('a', ['py3-none-any'], false)], 'github');
    expect(job).toMatchObject({ targets: 'wheels--py3-none-any,sdist', pythons: '', triples: '' });
  });

  it('have names that do not collide, as their artifacts must not', () => {
    const names = ['@scope/a', '@scope-a', 'scope a'];
    const jobs = releaseJobs(
      names.map((name) => project(name, ['py3-none-any'])),
      'github',
    );
    expect(jobs.map(({ name }) => name)).toEqual([
      'wheels-linux-x86_64--scope-a',
      'wheels-linux-x86_64--scope-a-2',
      'wheels-linux-x86_64-scope-a',
    ]);
  });

  it('are one for each kind of machine where GitHub would refuse the matrix, and on GitLab', () => {
    const many = Array.from({ length: 201 }, (_, index) =>
      project(`p${String(index)}`, ['py3-none-any']),
    );
    const jobs = releaseJobs(many, 'github');
    expect(jobs.map(({ name }) => name)).toEqual(['wheels-linux-x86_64-all']);
    expect(jobs[0]?.projects.split(',')).toHaveLength(201);
    const macs = ['cp312-macosx_x86_64', 'cp312-macosx_arm64'];
    const onGitlab = releaseJobs([project('a', macs), project('b', macs)], 'gitlab');
    expect(onGitlab).toMatchObject([{ runner: 'saas-linux-medium-amd64', projects: 'a,b' }]);
    expect(onGitlab[0]?.targets.split(',')).toEqual(
      [...macs, 'sdist'].map((tag) => `wheels-test--${tag}`),
    );
  });
});

describe('the projects that a commit releases', () => {
  const projects = ['a', 'ab', 'c'];
  const released = (tags: readonly string[], release: unknown) =>
    releasedProjects(projects, tags, release);

  it.each<readonly [string, readonly string[], unknown, readonly string[]]>([
    [
      'have a tag of their own',
      ['a@1.2.0', 'c@0.3.0-rc.1', 'v1'],
      { projects, projectsRelationship: 'independent' },
      ['a', 'c'],
    ],
    ['share a tag', ['v1.2.0'], { projects: ['a', 'c'] }, ['a', 'c']],
    ['are none without a tag', [''], { projects }, []],
    ['are none by a tag of something else', ['nightly', 'v1'], { projects }, []],
    [
      'have the tag that nx.json says',
      ['py-ab/1.0.0'],
      { projects: ['a*'], releaseTag: { pattern: 'py-{projectName}/{version}' } },
      ['ab'],
    ],
    [
      'are those of the group',
      ['core-v2.0.0'],
      {
        groups: {
          core: { projects: ['a*', '!ab'] },
          rest: { projects: ['c'] },
        },
      },
      ['a'],
    ],
  ])('%s', (_, tags, release, expected) => {
    expect(released(tags, release)).toEqual(expected);
  });
});
