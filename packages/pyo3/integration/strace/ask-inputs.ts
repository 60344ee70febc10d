import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Task } from '../matrix/mutation.ts';
import { nxOptions } from '../testing/workspace.ts';

export interface InputsRequest {
  readonly root: string;
  /** The package nx that is asked. */
  readonly nxFolder: string;
  readonly tasks: readonly Task[];
  /** Files that exist while Nx is asked, relative to the root. */
  readonly made: readonly string[];
  /** The file to write the answer to. */
  readonly answer: string;
}

export interface InputsAnswer {
  /** Files of the repository that Nx lists for each task. */
  readonly files: Readonly<Record<Task, readonly string[]>>;
  /** Folder of each project. */
  readonly roots: Readonly<Record<string, string>>;
}

const repository = join(import.meta.dirname, '../../../..');

/** The inputs of tasks, by Nx. */
export async function askInputs(
  root: string,
  tasks: readonly Task[],
  made: readonly string[] = [],
): Promise<InputsAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'pyo3-inputs-'));
  try {
    const request: InputsRequest = {
      root,
      nxFolder: join(repository, 'node_modules/nx'),
      tasks,
      made,
      answer: join(folder, 'answer.json'),
    };
    await writeFile(join(folder, 'request.json'), JSON.stringify(request));
    const script = join(import.meta.dirname, 'inputs-probe.ts');
    const { env } = nxOptions(root, { NX_WORKSPACE_ROOT_PATH: root, NX_ISOLATE_PLUGINS: 'false' });
    const args = ['--import', 'tsx', script, join(folder, 'request.json')];
    await execa(process.execPath, args, { cwd: repository, env, extendEnv: false });
    return JSON.parse(await readFile(request.answer, 'utf8')) as InputsAnswer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
