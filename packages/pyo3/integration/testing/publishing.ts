import { join } from 'node:path';
import { execa } from 'execa';
import { childVariables } from './child-variables.ts';
import { programFolder, toolchain } from './toolchain.ts';
import { runFolder, type Variables, type Workspace } from './workspace.ts';

const script = join(import.meta.dirname, 'publish-once.mjs');

interface Publishing {
  /** The project's folder. */
  readonly root: string;
  /** Of the target. */
  readonly options: object;
  readonly variables: Variables;
}

/** The executor, as `nx run <project>:nx-release-publish` starts it. */
export function startPublishing(
  workspace: Workspace,
  project: string,
  { root, options, variables }: Publishing,
) {
  const targets = {
    build: { executor: 'pyo3:build', options: { out: 'plain/dist' } },
    sdist: { executor: 'pyo3:sdist', options: { out: 'plain/dist' } },
  };
  const context = {
    root: workspace.root,
    cwd: workspace.root,
    isVerbose: false,
    projectName: project,
    targetName: 'nx-release-publish',
    projectsConfigurations: { version: 2, projects: { [project]: { root, targets } } },
    nxJsonConfiguration: { release: { projects: ['plain', '*-x'] } },
  };
  const request = { plugin: join(runFolder(), 'plugin'), options, context };
  return execa(process.execPath, [script, JSON.stringify(request)], {
    cwd: workspace.root,
    env: childVariables(process.env, {
      PATH: `${programFolder(toolchain().venv)}:${process.env['PATH'] ?? ''}`,
      CARGO_HOME: join(runFolder(), 'cargo-home'),
      CARGO_NET_RETRY: '0',
      UV_HTTP_RETRIES: '0',
      ...variables,
    }),
    extendEnv: false,
    all: true,
    reject: false,
    stdin: 'ignore',
  });
}
