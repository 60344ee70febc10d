/**
 * What a release workflow asks: `release-jobs-cli.js <provider> <graph.json> <projects.json> [<tags>]`.
 * The files are what `nx graph --file`, `nx show projects --json` and `git tag --points-at` print; with
 * tags, only projects that they release count. Prints lines `name=value`: `jobs`, the matrix as JSON, and
 * `projects`, separated by commas. With `--runner=<runner>`, it prints the values of the job of that
 * runner instead, and nothing if there is none.
 */
import { readFileSync } from 'node:fs';
import { parseJson } from '@nx/devkit';
import { releaseJobs, type GraphProject, type Provider } from './release-jobs.ts';
import { releasedProjects } from './released-projects.ts';

interface GraphFile {
  readonly graph: {
    readonly nodes: Readonly<Record<string, { readonly data: Pick<GraphProject, 'targets'> }>>;
  };
}

const args = process.argv.slice(2);
const runner = args.find((arg) => arg.startsWith('--runner='))?.slice('--runner='.length);
const [provider, graphFile = '', projectsFile = '', tagsFile] = args.filter(
  (arg) => !arg.startsWith('--'),
);
const { nodes } = (JSON.parse(readFileSync(graphFile, 'utf8')) as GraphFile).graph;
const listed = JSON.parse(readFileSync(projectsFile, 'utf8')) as readonly string[];
const nxJson = parseJson<{ release?: unknown }>(readFileSync('nx.json', 'utf8'));
const released =
  tagsFile === undefined
    ? listed
    : releasedProjects(listed, readFileSync(tagsFile, 'utf8').split(/\r?\n/), nxJson.release);
const projects = released.flatMap((name) => {
  const targets = nodes[name]?.data.targets;
  return targets === undefined ? [] : [{ name, targets }];
});
const jobs = releaseJobs(projects, provider as Provider);
const lines =
  runner === undefined
    ? { jobs: JSON.stringify(jobs), projects: released.join(',') }
    : (jobs.find((job) => job.runner === runner) ?? {});
for (const [name, value] of Object.entries(lines)) console.log(`${name}=${value}`);
