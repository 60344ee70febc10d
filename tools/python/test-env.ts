import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from './toolchain.ts';
import { mustRun } from '../tasks/program.ts';

/**
 * The virtual environment with the Python tools that tests and demo need, made when it is missing,
 * when its requirements changed or when another Python is used.
 *
 * @returns its absolute path, which children get as PYO3_TEST_VENV.
 * @throws Error when there is no usable Python, or when venv or pip fail.
 */
export async function ensureTestEnvironment(root: string): Promise<string> {
  const venv = join(root, '.tools', 'venv');
  const requirements = join(root, 'tools', 'python', 'requirements.txt');
  const python = findPython();
  const wanted = createHash('sha256')
    .update(`${python.program} ${python.version}\n${readFileSync(requirements, 'utf8')}`)
    .digest('hex');
  // Written last, so an interrupted installation is made anew.
  const marker = join(venv, 'made-from.sha256');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return venv;

  console.log(`making .tools/venv with Python ${python.version} and tools/python/requirements.txt`);
  rmSync(venv, { recursive: true, force: true });
  await mustRun(python.program, [...python.args, '-m', 'venv', venv], { cwd: root });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await mustRun(pythonOf(venv), [...pip, '--requirement', requirements], { cwd: root });
  writeFileSync(marker, wanted);
  return venv;
}

/** The interpreter of a virtual environment, as an absolute path. */
function pythonOf(venv: string): string {
  return process.platform === 'win32'
    ? join(venv, 'Scripts', 'python.exe')
    : join(venv, 'bin', 'python');
}
