import { cpSync, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { Minimatch } from 'minimatch';
import { absolutePath } from '../files/paths.ts';
import { safely } from '../files/disk.ts';
import {
  childPath,
  enclosingFolders,
  folderOf,
  isInside,
  resolvePath,
} from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';

export interface CopiedTests {
  /** The copy of the project's folder, absolute: pytest is started in it. */
  readonly cwd: string;
  /** What pytest is given; empty where the project has no tests. */
  readonly paths: readonly string[];
}

/** Settings and fixtures that pytest looks for from a test upwards (pytest, "Configuration"). */
const besideTests = [
  ...['conftest.py', 'pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini', 'pyproject.toml'],
  ...['tox.ini', 'setup.cfg'],
];
/** What tests are never, and what can be large. */
const left = ['__pycache__', 'node_modules', '.venv', 'venv', '.git', 'target', 'dist', 'reports'];

/**
 * Copies the tests of a project, what pytest reads around them, and what the project declares as inputs,
 * out of the workspace, in which Python could import the sources in place of the wheel. Each file keeps
 * its place relative to the others.
 *
 * Tests inside of a package that the wheel has are not copied: they run where they are installed.
 *
 * @param files further files and folders, relative to the project's folder.
 * @param installed files of the wheel, relative to `folders`.
 */
export function copyTests(
  session: TaskSession,
  to: string,
  files: readonly string[],
  {
    installed,
    folders,
  }: { readonly installed: readonly string[]; readonly folders: readonly string[] },
): CopiedTests {
  const { project, workspaceRoot } = session;
  const cwd = join(to, project.root);
  mkdirSync(cwd, { recursive: true });
  const copy = (path: string) => {
    const from = absolutePath(workspaceRoot, path);
    if (existsSync(from)) copyFiles(from, join(to, path));
  };
  const packaged = new Map(
    project.testPaths.flatMap((path) => {
      const inPackage = installedPath(session, path, installed, folders);
      return inPackage === undefined ? [] : [[path, inPackage] as const];
    }),
  );
  const outside = project.testPaths.filter((path) => !packaged.has(path));
  for (const path of outside) {
    if (path === project.root) for (const file of looseTests(session, installed)) copy(file);
    else copy(path);
  }
  const around = new Set([project.root, ...outside.map(folderOf)].flatMap(enclosingFolders));
  for (const folder of around) {
    for (const name of besideTests) copy(childPath(folder, name));
  }
  for (const file of files) {
    const path = resolvePath(project.root, file);
    if (path !== undefined) copy(path);
  }
  for (const file of declaredFiles(session)) copy(file);
  const paths = project.testPaths.map(
    (path) => packaged.get(path) ?? (posix.relative(project.root, path) || '.'),
  );
  return { cwd, paths };
}

/** Where a folder of tests is in the environment, if the wheel has it. */
function installedPath(
  { project }: TaskSession,
  path: string,
  installed: readonly string[],
  folders: readonly string[],
): string | undefined {
  const pythonRoot = project.kind === 'maturin' ? project.extension.pythonRoot : project.root;
  const roots = [...new Set([pythonRoot, childPath(project.root, 'src'), project.root])];
  for (const root of roots.filter((one) => path !== one && isInside(path, one))) {
    const inWheel = posix.relative(root, path);
    if (!installed.some((file) => file.startsWith(`${inWheel}/`))) continue;
    return folders.map((folder) => join(folder, inWheel)).find((one) => existsSync(one));
  }
  return undefined;
}

/** Files of tests that lie in the project's folder itself, without its modules. */
function looseTests({ project, reader }: TaskSession, installed: readonly string[]): string[] {
  return reader
    .entries(project.root)
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.py') && name !== 'setup.py')
    .filter(({ name }) => !installed.includes(name))
    .map(({ name }) => childPath(project.root, name));
}

/** What `[tool.nx-pyo3] inputs` names: globs end at the folders that they begin with. */
function declaredFiles({ project, reader }: TaskSession): readonly string[] {
  return (project.declared?.files ?? []).flatMap((glob) => {
    if (!/[*?[{]/.test(glob)) return [glob];
    const pattern = new Minimatch(glob, { dot: true });
    const found: string[] = [];
    const waiting = [folderOf(glob.slice(0, glob.search(/[*?[{]/)) + 'x')];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const { name, kind } of reader.entries(at)) {
        const path = childPath(at, name);
        if (kind === 'folder' && !left.includes(name)) waiting.push(path);
        else if (kind === 'file' && pattern.match(path)) found.push(path);
      }
    }
    return found;
  });
}

/** Links to files become files; those to folders may lead back into the sources, or around in a circle. */
function copyFiles(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, {
    recursive: true,
    dereference: true,
    filter: (path) => {
      if (path !== from && left.includes(basename(path))) return false;
      const isLink = safely(() => lstatSync(path).isSymbolicLink(), true);
      return !isLink || safely(() => statSync(path).isFile(), false);
    },
  });
}
