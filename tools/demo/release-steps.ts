import { appendFile, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { startPythonIndex } from '../registry/python-index.ts';
import { commitAll } from '../workspace/nx-workspace.ts';
import { interpreterOf, SYSTEM_PYTHON } from '../workspace/virtual-environment.ts';
import { callLibrary, LIBRARY, nx, type Stage, type Step } from './stage.ts';

const PROJECT = 'greeter';
const TOKEN = 'a-token-of-the-demonstration';

/** From the commit to a package that others install. */
export const RELEASE_STEPS: readonly Step[] = [
  {
    title: 'Ask for wheels of two Pythons, one of which need not be installed',
    play: async (stage) => {
      const { terminal, remark } = stage;
      const { stdout } = await terminal.run(
        SYSTEM_PYTHON,
        '-c',
        'import sys; print("%d.%d" % sys.version_info[:2])',
      );
      const pythons = [...new Set([stdout.trim(), '3.14', '3.13'])].slice(0, 2);
      const settings = `[tool.nx-pyo3.wheels]\npython = ${JSON.stringify(pythons)}\nplatforms = ["${platform()}"]`;
      remark(`${LIBRARY}/pyproject.toml:\n  ${settings.replaceAll('\n', '\n  ')}`);
      await appendFile(join(terminal.folder, LIBRARY, 'pyproject.toml'), `\n${settings}\n`);
      // Uploads need uv, and so do the programs that check wheels.
      const python = interpreterOf(join(terminal.folder, '.venv'));
      await terminal.run(python, '-m', 'pip', 'install', '--quiet', 'uv');
      await nx(terminal, 'g', 'pyo3:release');
      await commitAll(terminal, 'feat: everything');
    },
  },
  {
    title: 'Release: version, lock files, changelog, commit and tag',
    play: async ({ terminal, remark }) => {
      await nx(terminal, 'release', 'minor', '--first-release', '--skip-publish');
      const tags = (await terminal.run('git', 'tag')).stdout.trim();
      if (!tags.includes('0.2.0')) throw new Error(`expected a tag of 0.2.0, got "${tags}"`);
      const manifest = await readFile(join(terminal.folder, LIBRARY, 'Cargo.toml'), 'utf8');
      if (!manifest.includes('version = "0.2.0"')) throw new Error(`no 0.2.0 in:\n${manifest}`);
      remark(`Tagged ${tags}.`);
    },
  },
  {
    title: 'Build the wheels and the sdist, and check them',
    play: ({ terminal }) =>
      nx(withUv(terminal), 'run-many', '-t', 'wheels', 'sdist', 'wheels-check'),
  },
  {
    title: 'Publish to an index on loopback, and install from it into an empty environment',
    play: async ({ terminal, remark }) => {
      const index = await startPythonIndex('html');
      try {
        const environment = {
          UV_PUBLISH_URL: `${index.url}/legacy/`,
          UV_PUBLISH_CHECK_URL: `${index.url}/simple/`,
          UV_PUBLISH_TOKEN: TOKEN,
        };
        await nx(withUv(terminal.with({ environment })), 'release', 'publish');
        if (index.stored.length !== 3) throw new Error(`uploaded: ${index.stored.join(', ')}`);
        remark(`On the index: ${index.stored.join(', ')}`);
        const third = join('..', 'customer');
        await terminal.run(SYSTEM_PYTHON, '-m', 'venv', third);
        const python = interpreterOf(third);
        const options = ['--quiet', '--no-cache-dir', '--index-url', `${index.url}/simple/`];
        await terminal.run(python, '-m', 'pip', 'install', ...options, PROJECT);
        await callLibrary(terminal, python);
      } finally {
        await index.stop();
      }
    },
  },
];

/** With the programs of the workspace's environment on PATH. */
function withUv(terminal: Stage['terminal']): Stage['terminal'] {
  const programs = dirname(interpreterOf(join(terminal.folder, '.venv')));
  const path = terminal.environment['PATH'] ?? '';
  return terminal.with({ environment: { PATH: [programs, path].join(delimiter) } });
}

/** The platform that this machine builds for without further tools. */
function platform(): string {
  const isArm = process.arch === 'arm64';
  if (process.platform === 'win32') return isArm ? 'win_arm64' : 'win_amd64';
  if (process.platform === 'darwin') return isArm ? 'macosx_arm64' : 'macosx_x86_64';
  return isArm ? 'linux_aarch64' : 'linux_x86_64';
}
