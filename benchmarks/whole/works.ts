import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { costOfNx, type Cost } from './command.ts';
import type { Repository } from './workspaces.ts';

/** What is measured, in the order in which each round does it. */
export interface Work {
  readonly name: string;
  readonly run: (repository: Repository) => Promise<Cost>;
}

const show = ['show', 'projects'];
const runAll = ['run-many', '-t', 'pytest', 'cargo-test', 'lint', '--output-style=static'];
const alone = { NX_DAEMON: 'false' };
const inOneProcess = { ...alone, NX_ISOLATE_PLUGINS: 'false' };
const withDaemon = { NX_DAEMON: 'true' };

/** Until a time stamp says for sure whether a file has changed since. */
const settled = 4000;

const showAlone = ({ root }: Repository) => costOfNx(root, show, cache(root, alone));

export const works: readonly Work[] = [
  {
    name: 'show projects, no daemon, nothing kept',
    run: (repository) => {
      rmSync(join(repository.root, '.nx', 'workspace-data'), { recursive: true, force: true });
      return showAlone(repository);
    },
  },
  {
    name: 'show projects, no daemon, nothing changed',
    run: async (repository) => {
      await setTimeout(settled);
      // Whatever the last command left to be kept is kept now.
      await showAlone(repository);
      return showAlone(repository);
    },
  },
  {
    name: 'show projects, no daemon, NX_ISOLATE_PLUGINS=false',
    run: ({ root }) => costOfNx(root, show, cache(root, inOneProcess)),
  },
  {
    name: 'run-many of all, all from the cache, no daemon',
    run: async ({ root }) => {
      await costOfNx(root, runAll, cache(root, alone));
      return costOfNx(root, runAll, cache(root, alone));
    },
  },
  {
    name: 'show projects, daemon, nothing changed',
    run: async ({ root }) => {
      await costOfNx(root, show, cache(root, withDaemon));
      await setTimeout(settled);
      return costOfNx(root, show, cache(root, withDaemon));
    },
  },
  {
    name: 'show projects, daemon, a Python file changed',
    run: ({ root, manifest }) => {
      const folder = join(root, dirname(manifest));
      appendFileSync(join(folder, 'tests', 'test_it.py'), '# changed\n');
      return costOfNx(root, show, cache(root, withDaemon));
    },
  },
  {
    // The first change after a start makes the whole graph, so it is not the one that counts.
    name: 'show projects, daemon, one manifest changed',
    run: async ({ root, manifest }) => {
      changeManifest(join(root, manifest));
      await costOfNx(root, show, cache(root, withDaemon));
      await setTimeout(settled);
      changeManifest(join(root, manifest));
      const cost = await costOfNx(root, show, cache(root, withDaemon));
      await costOfNx(root, ['daemon', '--stop'], cache(root, withDaemon));
      return cost;
    },
  },
];

function cache(
  root: string,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...variables, NX_CACHE_DIRECTORY: join(root, '.nx', 'cache') };
}

/** Another version of the project, or another description where there is no version. */
function changeManifest(file: string): void {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) {
    const project = JSON.parse(text) as object;
    const metadata = { description: String(text.length) };
    writeFileSync(
      file,
      JSON.stringify({ ...project, metadata, tags: [`t${String(text.length)}`] }),
    );
    return;
  }
  const next = (_: string, patch: string) => `version = "0.1.${String(Number(patch) + 1)}"`;
  writeFileSync(file, text.replace(/^version = "0\.1\.(\d+)"/m, next));
}
