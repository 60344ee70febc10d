import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly environment?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.github', 'workflows');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const load = (file: string): Workflow => parse(read(file));
const files = readdirSync(folder);
const steps = ({ jobs }: Workflow) => Object.values(jobs).flatMap((job) => job.steps);

/** What the generated workflow pins. */
const template = readFileSync(
  join(root, 'packages/pyo3/src/generators/ci-workflow/files/github/__file__.yml__tmpl__'),
  'utf8',
);

describe('the workflows of this repository', () => {
  it('are two: one that tests and one that publishes', () => {
    expect([...files].sort()).toEqual(['ci.yml', 'release.yml']);
  });
});

describe.each(files)('the workflow %s', (file) => {
  const lines = [...read(file).matchAll(/uses: (.*)/g)].map(([, action = '']) => action);

  it('pins each action by commit, with the version as a comment', () => {
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('pins an action to the commit that the generated workflow pins', () => {
    const generated = [...template.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    const differing = lines.filter((line) =>
      generated.some((each) => nameOf(each) === nameOf(line) && each !== line),
    );
    expect(differing).toEqual([]);
  });

  it('leaves no credentials in the checkout', () => {
    const checkouts = steps(load(file)).filter(({ uses = '' }) => uses.includes('/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const { with: inputs } of checkouts) {
      expect(inputs).toMatchObject({ 'persist-credentials': false });
    }
  });

  it('gives no permission but to read, and in a job of its own to identify itself', () => {
    const { permissions, jobs } = load(file);
    expect(Object.entries(permissions ?? { all: 'default' })).toEqual(
      file === 'ci.yml' ? [['contents', 'read']] : [],
    );
    const granted = Object.values(jobs).flatMap((job) => Object.entries(job.permissions ?? {}));
    expect(granted).toEqual(
      file === 'ci.yml'
        ? []
        : [
            ['contents', 'read'],
            ['id-token', 'write'],
          ],
    );
  });

  it('uses no secret, and so no token that can be stolen', () => {
    expect(read(file)).not.toMatch(/secrets[.[]|_authToken|NODE_AUTH_TOKEN|NPM_TOKEN/);
  });

  it('writes no expression into a shell line', () => {
    for (const { run = '' } of steps(load(file))) expect(run).not.toContain('${{');
  });

  it('installs what package-lock.json holds', () => {
    const runs = steps(load(file)).map(({ run = '' }) => run);
    expect(runs.some((run) => run.startsWith('npm ci'))).toBe(true);
    expect(runs.filter((run) => /npm (install|i|add)\b/.test(run))).toEqual([]);
  });
});

describe('a release', () => {
  const { jobs } = load('release.yml');
  const publish = jobs['publish'];

  it('is published with provenance, in an environment, after the tests', () => {
    expect(publish).toMatchObject({ environment: 'npm', needs: 'test' });
    expect(publish?.steps.at(-1)?.run).toMatch(/^npm publish .* --provenance .*--ignore-scripts$/);
    const tests = jobs['test']?.steps.map(({ run }) => run) ?? [];
    expect(tests.indexOf('npm test')).toBeGreaterThan(-1);
    expect(tests.indexOf('npm run pack')).toBeGreaterThan(tests.indexOf('npm test'));
  });

  it('runs no code of a dependency in the job that may publish', () => {
    const runs = publish?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(runs).toHaveLength(1);
    expect(publish?.steps.some(({ uses = '' }) => uses.includes('/checkout@'))).toBe(false);
  });

  it('uses no cache, which another workflow could have written', () => {
    const all = steps(load('release.yml'));
    expect(all.filter(({ uses = '' }) => uses.includes('/cache@'))).toEqual([]);
    for (const { with: inputs } of all.filter(({ uses = '' }) => uses.includes('/setup-node@'))) {
      expect(inputs).toMatchObject({ 'package-manager-cache': false });
      expect(inputs).not.toHaveProperty('cache');
    }
  });
});

function nameOf(action: string): string {
  return action.split('@')[0] ?? '';
}
