import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environmentFixture, interpreterFixture } from './environments.ts';
import { diskReader } from '../files/disk.ts';
import { distributionFiles, type Files } from './site.ts';
import type { Command } from '../process/command.ts';
import type { RunResult } from '../process/run.ts';
import { loadProject } from '../project/detect/load-project.ts';
import { fakeSession, type FakeSession } from './fake-session.ts';
import type { RunCommand } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** A workspace with an environment on disk, in which a fake installer installs. */
export interface DevelopWorkspace {
  readonly root: string;
  readonly write: (files: Files) => void;
  readonly remove: (path: string) => void;
  /** Names in site-packages, sorted. */
  readonly installed: () => readonly string[];
  /** Puts a distribution there, by name and version; `files` by their names in its dist-info. */
  readonly place: (name: string, version: string, files?: Files) => void;
  readonly session: (folder: string, settings?: Partial<TaskSession>) => DevelopSession;
  readonly delete: () => void;
}

export interface DevelopSession extends FakeSession {
  /** What was said with `--verbose`. */
  readonly details: readonly string[];
}

const site = '.venv/lib/python3.11/site-packages';

export function developWorkspace(): DevelopWorkspace {
  const root = realpathSync.native(mkdtempSync(join(tmpdir(), 'pyo3-develop-')));
  const write = (files: Files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  const place: DevelopWorkspace['place'] = (name, version, files = {}) => {
    const folder = `${name}-${version}.dist-info`;
    const inFolder = Object.entries(files).map(([file, text]) => [
      file.endsWith('.pth') || file.includes('/') ? file : `${folder}/${file}`,
      text,
    ]);
    const all = { [`${folder}/METADATA`]: `Name: ${name}\n`, ...Object.fromEntries(inFolder) };
    const placed = Object.entries(distributionFiles(folder, all as Files));
    write(Object.fromEntries(placed.map(([path, text]) => [`${site}/${path}`, text])));
  };
  mkdirSync(join(root, site), { recursive: true });
  return {
    root,
    write,
    place,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    installed: () => (existsSync(join(root, site)) ? readdirSync(join(root, site)).sort() : []),
    session: (folder, settings = {}) => sessionIn(root, folder, settings),
    delete: () => rmSync(root, { recursive: true, force: true }),
  };
}

function sessionIn(root: string, folder: string, settings: Partial<TaskSession>): DevelopSession {
  const details: string[] = [];
  const reader = diskReader(root);
  const prefix = join(root, '.venv');
  const executable = join(prefix, 'bin', 'python');
  const sitePackages = join(root, site);
  const interpreter = interpreterFixture({ executable, prefix, sitePackages });
  const environment = environmentFixture({ prefix, interpreter });
  const session = fakeSession({
    workspaceRoot: root,
    reader,
    project: loadProject(folder, reader),
    projectRoots: reader.list('libs').map((name) => `libs/${name}`),
    python: () => Promise.resolve(environment),
    detail: (line) => void details.push(line),
    ...settings,
  });
  return { ...session, details };
}

/** `run` of a session, with what a command leaves behind. */
export function doing(
  work: RunCommand,
  effect: (line: string, command: Command) => Partial<RunResult> | undefined,
): RunCommand {
  return async (command, mode) => {
    const result = await work(command, mode);
    return { ...result, ...effect(command.args.join(' '), command) };
  };
}
