import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Finished, Terminal } from '../../tools/workspace/terminal.ts';

type Variables = Readonly<Record<string, string>>;

/** Runs the shell steps of a workflow of GitHub, GitLab or CircleCI as that service does. */
export type RunSteps = (terminal: Terminal, given: Given) => Promise<readonly Finished[]>;

export interface Given {
  /** Path of the workflow in the repository. */
  readonly file: string;
  /** Values of expressions (GitHub) or variables (the others) that the service gives. */
  readonly values: Variables;
}

interface GithubStep {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Variables;
}

export const runGithubSteps: RunSteps = async (terminal, given) =>
  (await runGithubJob(terminal, given, 'affected')).finished;

export interface GithubJob {
  readonly finished: readonly Finished[];
  /** The values that were given, and the outputs of its steps. */
  readonly known: Variables;
}

/**
 * Each `run` of a job in a shell of its own, with the outputs of the steps before. Actions are left
 * out, but for nrwl/nx-set-shas: of a pull request of one commit.
 */
export async function runGithubJob(
  terminal: Terminal,
  { file, values }: Given,
  job: string,
): Promise<GithubJob> {
  const { env = {}, jobs } = await readYaml<{
    readonly env?: Variables;
    readonly jobs: Readonly<Record<string, { readonly steps: readonly GithubStep[] }>>;
  }>(terminal, file);
  const outputs = join(terminal.folder, '..', 'github-output');
  const known = { ...values };
  const variables: Record<string, string> = { ...env, GITHUB_OUTPUT: outputs };
  const finished: Finished[] = [];
  const ran = new Set<string | undefined>();
  for (const step of jobs[job]?.steps ?? []) {
    if (step.uses?.startsWith('nrwl/nx-set-shas@')) {
      Object.assign(variables, { NX_BASE: 'HEAD~1', NX_HEAD: 'HEAD' });
    }
    if (step.run === undefined) continue;
    await writeFile(outputs, '');
    const environment = { ...variables, ...evaluated(step.env ?? {}, known, ran) };
    finished.push(await bash(terminal, ['-e'], step.run, environment));
    ran.add(step.id);
    for (const line of (await readFile(outputs, 'utf8')).split('\n')) {
      const [, name, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
      if (value !== undefined) known[`steps.${step.id}.outputs.${name}`] = value;
    }
  }
  return { finished, known };
}

/** The lines of a job and of what it extends, in one shell. */
export async function runGitlabJob(
  terminal: Terminal,
  { file, values }: Given,
  name: string,
): Promise<Finished> {
  type Job = Partial<Record<'before_script' | 'script', readonly string[]>> & {
    readonly extends?: string;
    readonly variables?: Variables;
  };
  const jobs = await readYaml<Readonly<Record<string, Job | undefined>>>(terminal, file);
  const own = jobs[name] ?? {};
  const base = jobs[own.extends ?? ''] ?? {};
  const { before_script = [], script = [], variables = {} } = { ...base, ...own };
  const lines = [...before_script, ...script].join('\n');
  return await bash(terminal, ['-eo', 'pipefail'], lines, { ...variables, ...values });
}

/** All in one shell. */
export const runGitlabSteps: RunSteps = async (terminal, { file, values }) => {
  const { affected } = await readYaml<{
    readonly affected: {
      readonly variables: Variables;
      readonly before_script: readonly string[];
      readonly script: readonly string[];
    };
  }>(terminal, file);
  const script = [...affected.before_script, ...affected.script].join('\n');
  const variables = { ...affected.variables, ...values };
  return [await bash(terminal, ['-eo', 'pipefail'], script, variables)];
};

interface CircleStep {
  readonly run?: { readonly command: string };
}

/** Each command in a shell of its own; what was written to `BASH_ENV` is read by all that follow. */
export const runCircleSteps: RunSteps = async (terminal, { file, values }) => {
  const { jobs } = await readYaml<{
    readonly jobs: {
      readonly affected: { readonly environment: Variables; readonly steps: readonly CircleStep[] };
    };
  }>(terminal, file);
  const profile = join(terminal.folder, '..', 'bash-env');
  await writeFile(profile, '');
  const variables = { ...jobs.affected.environment, ...values, BASH_ENV: profile };
  const finished: Finished[] = [];
  for (const { run } of jobs.affected.steps) {
    if (run === undefined) continue;
    finished.push(await bash(terminal, ['-eo', 'pipefail'], run.command, variables));
  }
  return finished;
};

async function readYaml<T>({ folder }: Terminal, file: string): Promise<T> {
  return parse(await readFile(join(folder, file), 'utf8'));
}

/**
 * What a step has not put out is empty, as GitHub has it. Throws for any other expression without a
 * value: the test would not run what the service runs.
 */
function evaluated(
  env: Variables,
  known: Variables,
  ran: ReadonlySet<string | undefined>,
): Variables {
  const valueOf = (expression: string): string => {
    const value = known[expression];
    if (value !== undefined) return value;
    if (ran.has(/^steps\.([\w-]+)\.outputs\./.exec(expression)?.[1] ?? '')) return '';
    throw new Error(`no value for ${expression}`);
  };
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replaceAll(/\$\{\{ ([\w.]+) \}\}/g, (_, expression: string) => valueOf(expression)),
    ]),
  );
}

/**
 * A function of bash goes before any program of that name, wherever PATH leads. rustup would change
 * the toolchain of the machine that the tests run on; `npm ci` refuses a lock from a registry that
 * lacks the packages for other platforms; uv is called to remove what this machine has downloaded.
 */
const LEFT_OUT = ['rustup', 'npm', 'uv']
  .map((program) => `${program}() { echo "not run here: ${program} $*"; }\n`)
  .join('');

async function bash(
  terminal: Terminal,
  options: readonly string[],
  script: string,
  environment: Variables,
): Promise<Finished> {
  const file = join(terminal.folder, '..', 'step.sh');
  await writeFile(file, `${LEFT_OUT}${script}`);
  return terminal.with({ environment }).run('bash', ...options, file);
}
