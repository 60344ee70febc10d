import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonBuild } from '../commands/python-build.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { FoundPython } from '../environment/found-pythons.ts';
import type { WheelTestExecutorOptions } from '../executors/wheel-test/options.ts';
import type { Command } from '../process/command.ts';
import { parseWheelPython } from '../python/wheel-python.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { artifactsOf } from './artifacts.ts';
import { testInstalled } from './test-wheel.ts';

/**
 * Builds a wheel from the source distribution alone, outside of the workspace, and tests it with the
 * workspace's interpreter: what an installer does where no wheel fits.
 *
 * @throws Pyo3Error `wheel-missing` without a source distribution, `wheel-invalid` where what it installs
 * is wrong.
 */
export async function testSdist(
  session: TaskSession,
  options: WheelTestExecutorOptions,
): Promise<boolean> {
  const sdist = builtSdist(session);
  const { interpreter } = await session.python();
  const folder = mkdtempSync(join(tmpdir(), 'nx-pyo3-sdist-'));
  try {
    const source = await unpack(session, sdist, join(folder, 'source'));
    if (source === undefined) return false;
    const out = join(folder, 'out');
    const frontend = await session.buildFrontend();
    const { executable } = interpreter;
    const command = pythonBuild({
      ...frontend,
      ...{ cwd: source, interpreter: executable, out, artifact: 'wheel', args: [] },
    });
    if (!(await built(session, command))) return false;
    const wheel = readdirSync(out).find((file) => file.endsWith('.whl')) ?? '';
    const python = pythonOf(interpreter);
    return await testInstalled(session, { python, wheel: join(out, wheel) }, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function builtSdist(session: TaskSession): string {
  const { project, distribution } = requireInstallable(session);
  const folder = join(session.workspaceRoot, project.root, 'dist');
  const [file] = existsSync(folder)
    ? artifactsOf(distribution.normalizedName, 'sdist', readdirSync(folder))
    : [];
  if (file !== undefined) return join(folder, file);
  throw new Pyo3Error({
    code: 'wheel-missing',
    message: `${project.name} has no sdist in ${project.root}/dist.`,
    hint: `Build it with \`nx run ${project.name}:sdist\`.`,
  });
}

/** Where the filter of PEP 706 is, with it: a file of the archive must not be written elsewhere. */
const unpackScript = `
import os, sys, tarfile
archive = tarfile.open(sys.argv[1])
options = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
archive.extractall(sys.argv[2], **options)
print(os.path.join(sys.argv[2], *os.listdir(sys.argv[2])))
`;

/** The folder inside of the archive, which has one; `undefined` where it cannot be read. */
async function unpack(
  session: TaskSession,
  sdist: string,
  folder: string,
): Promise<string | undefined> {
  mkdirSync(folder);
  const { interpreter } = await session.python();
  const { env } = await session.tool('pytest');
  const args = ['-I', '-c', unpackScript, sdist, folder];
  const command = { program: interpreter.executable, args, cwd: folder, env };
  const { exitCode, stdout } = await session.run(command, { show: 'on failure', isData: true });
  return exitCode === 0 ? stdout.trim() : undefined;
}

/**
 * Without the network first, as cargo has the crates from the builds before: what an sdist needs beside
 * its own Cargo.lock would be found out here. A crate that was never downloaded is no fault of it.
 */
async function built(session: TaskSession, command: Command): Promise<boolean> {
  const offline = { ...command, env: { ...command.env, CARGO_NET_OFFLINE: 'true' } };
  const { exitCode, stdout, stderr } = await session.run(offline, { show: 'never' });
  if (exitCode === 0) {
    session.say('the sdist was built from its own files, without the network for cargo');
    return true;
  }
  if (/offline/i.test(`${stdout}${stderr}`)) {
    session.say('cargo has not downloaded all crates of the sdist: it is built with the network');
  }
  return (await session.run(command, { show: 'live' })).exitCode === 0;
}

function pythonOf({
  executable,
  version,
  implementation,
  freeThreaded,
}: {
  readonly executable: string;
  readonly version: readonly [number, number, number];
  readonly implementation: string;
  readonly freeThreaded: boolean;
}): FoundPython {
  const [, minor] = version;
  const name = `${implementation === 'pypy' ? 'pypy' : ''}3.${String(minor)}${freeThreaded ? 't' : ''}`;
  const python = parseWheelPython(name) ?? {
    ...{ name, kind: 'cpython' as const, minor, isFreeThreaded: freeThreaded },
  };
  return { python, version, executable };
}
