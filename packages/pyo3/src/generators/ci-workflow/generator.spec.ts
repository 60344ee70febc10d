import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNxJson, updateNxJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ciWorkflowGenerator } from './generator.ts';
import type { CiWorkflowGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

type Provider = CiWorkflowGeneratorOptions['ci'];
const files: Readonly<Record<Provider, string>> = {
  github: '.github/workflows/ci.yml',
  gitlab: '.gitlab-ci.yml',
  circleci: '.circleci/config.yml',
};
const providers = Object.keys(files) as Provider[];

async function written(ci: Provider, name?: string): Promise<string> {
  await ciWorkflowGenerator(tree, {
    ci,
    skipFormat: true,
    ...(name === undefined ? {} : { name }),
  });
  return tree.read(files[ci], 'utf-8') ?? '';
}

function configure(change: NxJsonConfiguration): void {
  updateNxJson(tree, { ...readNxJson(tree), ...change });
}

describe.each(providers)('the workflow for %s', (ci) => {
  it('is written as an engineer would write it', async () => {
    expect(await written(ci)).toMatchSnapshot();
  });

  it("uses the workspace's target names and branch, and omits disabled targets", async () => {
    const targets = { test: 'py-test', typecheck: false, format: false };
    configure({ defaultBase: 'origin/trunk', plugins: [{ plugin: 'pyo3', options: { targets } }] });
    const text = await written(ci);
    expect(text).toContain('nx affected -t lint stubs-check py-test build\n');
    expect(text).not.toContain('formatting');
    expect(text).not.toContain('--configuration=check');
    expect(text).not.toMatch(/: \[?main\b|origin.main/);
  });

  it('uses the toolchain of rust-toolchain.toml, with the tools that the targets need', async () => {
    tree.write('rust-toolchain.toml', '[toolchain]\nchannel = "1.85"\n');
    const text = await written(ci);
    expect(text).toMatch(/rustup toolchain install\n *rustup component add clippy rustfmt\n/);
    expect(text).not.toContain('stable');
  });

  it('never replaces a workflow', async () => {
    tree.write(files[ci], 'mine');
    await expect(written(ci)).rejects.toThrow(`The workflow ${files[ci]} already exists.`);
    expect(tree.read(files[ci], 'utf-8')).toBe('mine');
  });

  it.each(['a;reboot', '$(reboot)', 'a b', '--all', 'a\n- run: reboot', 3])(
    'rejects a target name that a shell would split: %j',
    async (test) => {
      configure({ plugins: [{ plugin: 'pyo3', options: { targets: { test } } }] });
      await expect(written(ci)).rejects.toThrow('cannot be written into a workflow');
    },
  );

  it('rejects a default branch that a shell would split', async () => {
    configure({ defaultBase: 'a;reboot' });
    await expect(written(ci)).rejects.toThrow('The default branch, "a;reboot", cannot be written');
  });
});

describe.each(providers)('a shell line of the workflow for %s', (ci) => {
  it.each(['a;reboot', '$(reboot)', '--help', 'a\nreboot'])(
    'contains no target named %j',
    async (test) => {
      configure({ plugins: [{ plugin: 'pyo3', options: { targets: { test } } }] });
      await expect(written(ci)).rejects.toThrow('The name of test, ');
    },
  );

  it('runs no download that was not verified', async () => {
    const text = await written(ci);
    expect(text).not.toMatch(/\| *(sudo )?(ba)?sh\b|\|\s*python/);
    // The only exception is a request to the remote cache; `download` verifies everything else that
    // is fetched.
    const curls = text.match(/^.*\bcurl .*$/gm) ?? [];
    const known = / --output "\$2" "\$1" \|\| exit 1$|^ *curl --config - .*--output \/dev\/null /;
    expect(curls.filter((line) => !known.test(line))).toEqual([]);
    const downloads = text.match(/^ *download "(?:[^\n\\]|\\\n)*$/gm) ?? [];
    expect(downloads).toHaveLength(ci === 'github' ? 0 : 2);
    for (const line of downloads) expect(line).toMatch(/ "\$programs\/\S+" "\$\w+_sha256"$/);
  });
});

describe('the workflow for GitHub', () => {
  it('pins each action to a commit', async () => {
    const uses = [...(await written('github')).matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses).toHaveLength(6);
    for (const action of uses) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('has a separate file for each name', async () => {
    await ciWorkflowGenerator(tree, { ci: 'github', name: 'Wheels: nightly', skipFormat: true });
    const text = tree.read('.github/workflows/wheels-nightly.yml', 'utf-8');
    expect(text).toMatch(/^name: "Wheels: nightly"$/m);
  });

  it('detects the other spelling of its file', async () => {
    tree.write('.github/workflows/ci.yaml', 'mine');
    await expect(written('github')).rejects.toThrow('.github/workflows/ci.yaml already exists.');
  });
});

describe.each([
  ['pnpm', 'pnpm-lock.yaml', '~/.local/share/pnpm/store', 'npm_config_store_dir'],
  ['yarn', 'yarn.lock', '~/.cache/yarn', 'YARN_CACHE_FOLDER'],
  ['bun', 'bun.lock', '~/.bun/install/cache', 'BUN_INSTALL_CACHE_DIR'],
])('the downloads of %s', (manager, lock, folder, variable) => {
  let root: string;
  beforeEach(() => {
    // Nx looks for lock files and versions on the disk.
    root = mkdtempSync(join(tmpdir(), 'pyo3-ci-'));
    writeFileSync(join(root, lock), '');
    writeFileSync(join(root, 'package.json'), `{"packageManager":"${manager}@1.22.0"}`);
    Object.assign(tree, { root });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are kept by its lock file', async () => {
    const github = await written('github');
    expect(github).toContain(`path: ${folder}\n`);
    expect(github).toContain(`key: ${manager}-\${{ runner.os }}-\${{ hashFiles('${lock}') }}`);
    expect(await written('gitlab')).toContain(`${variable}: $CI_PROJECT_DIR/.ci-cache/${manager}`);
    const circle = await written('circleci');
    expect(circle).toContain(`- ${manager}-{{ arch }}-{{ checksum "${lock}" }}`);
    expect(circle.indexOf('restore_cache')).toBeLessThan(circle.indexOf('name: Install'));
  });
});

describe('the workflow for CircleCI', () => {
  it('keys the kept crates by the lock file, if there is one', async () => {
    expect(await written('circleci')).toContain('cargo-{{ arch }}-{{ .Revision }}');
    tree.delete(files.circleci);
    tree.write('Cargo.lock', '');
    expect(await written('circleci')).toContain('cargo-{{ arch }}-{{ checksum "Cargo.lock" }}');
  });
});

describe('the workflow for GitLab', () => {
  it('keeps its downloads in a folder that git, and therefore Nx, ignores', async () => {
    tree.write('.gitignore', 'dist\n');
    await written('gitlab');
    expect(tree.read('.gitignore', 'utf-8')).toBe(
      'dist\n\n# What CI keeps between its runs\n.ci-cache/\n',
    );
  });
});
