import { describe, expect, it } from '@jest/globals';
import semver from 'semver';
import { mappedVersions } from '../../testing/mapped-versions.ts';
import { distributionProblem, pythonForm, semverForm, successionProblem } from './two-worlds.ts';

describe('a SemVer version in PEP 440', () => {
  it.each(mappedVersions)('%s is %s, as for packaging', (version, form) => {
    expect(pythonForm(version) ?? null).toBe(form);
  });

  it.each(mappedVersions)('%s can be released if it comes back with the same order', (version) => {
    const form = pythonForm(version);
    const isUnsaid = distributionProblem(version) !== undefined;
    const back = form === undefined ? undefined : semverForm(form);
    const returned = back !== undefined && 'version' in back ? pythonForm(back.version) : undefined;
    expect(isUnsaid).toBe(form === undefined || returned !== form);
  });

  it.each([
    ['1.0.0-next.0', 'has no form in PEP 440'],
    ['1.0.0-1', 'is a post-release in PEP 440'],
    ['1.0.0-post.1', 'is a post-release in PEP 440'],
    ['1.0.0+build.5', 'has build metadata'],
    ['1.0.0-rc.1.dev.2', 'SemVer orders the other way round'],
    ['1.0.0rc1', 'is not a SemVer version'],
    ['v1.0.0', 'is not a SemVer version'],
  ])('%s is refused: %s', (version, problem) => {
    expect(distributionProblem(version)).toContain(problem);
  });

  it.each(['1.0.0', '0.2.0-rc.0', '0.2.0-alpha.3', '0.2.0-b.1', '0.2.0-dev.7', '0.2.0-pre.1'])(
    '%s is accepted',
    (version) => {
      expect(distributionProblem(version)).toBeUndefined();
    },
  );
});

describe('the version of a pyproject.toml in SemVer', () => {
  it.each([
    ['0.1.0', '0.1.0'],
    ['0.1.0rc1', '0.1.0-rc.1'],
    ['0.1.0-rc.1', '0.1.0-rc.1'],
    ['0.1.0a2', '0.1.0-alpha.2'],
    ['0.1.0b0', '0.1.0-beta.0'],
    ['0.1.0.dev3', '0.1.0-dev.3'],
    ['1.0', '1.0.0'],
    ['2026', '2026.0.0'],
    ['0.3.0-next.1', '0.3.0-next.1'],
  ])('%s is %s', (written, version) => {
    expect(semverForm(written)).toEqual({ version });
    expect(semver.valid(version)).toBe(version);
  });

  it.each([
    ['1.0.0.post1', 'is a post-release'],
    ['1!1.0.0', 'has an epoch'],
    ['1.2.3.4', 'has more than three numbers'],
    ['1.0rc1.dev2', 'is a development release of a pre-release'],
    ['1.0+local', 'has a local part'],
    ['one', 'is not a version'],
  ])('%s is refused: %s', (written, problem) => {
    expect(semverForm(written)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('the order of two versions', () => {
  it('is the same in both notations for alpha, beta, rc and the release', () => {
    const rising = ['0.1.0', '0.2.0-alpha.0', '0.2.0-beta.1', '0.2.0-rc.0', '0.2.0'];
    for (const [index, version] of rising.slice(1).entries()) {
      expect(successionProblem(rising[index] ?? '', version)).toBeUndefined();
    }
  });

  it.each([
    ['0.2.0-alpha.1', '0.2.0-dev.0'],
    ['0.2.0-a.2', '0.2.0-alpha.0'],
  ])('refuses %s → %s', (current, next) => {
    expect(successionProblem(current, next)).toContain('does not follow');
  });
});
