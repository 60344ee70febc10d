import { existsSync, readdirSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execa, execaSync } from 'execa';
import { describeWithTools } from '../testing/describe-with-tools.ts';
import { makeSmallLibraries, valueOf } from '../testing/small-libraries.ts';
import { programOf, toolchain } from '../testing/toolchain.ts';
import { nxOptions, nxScript, type Workspace } from '../testing/workspace.ts';
import { installedState } from './installed-state.ts';

/** Linux lets everybody mount in a namespace of their own, and nobody else sees it. */
const mayMount =
  process.platform === 'linux' &&
  execaSync('unshare', ['-rm', 'true'], { reject: false }).exitCode === 0;
const describeWithMounts = mayMount ? describe : describe.skip;

const packageFolder = 'libs/one/python/one';

describeWithTools('develop, where it cannot write,', () => {
  let workspace: Workspace;
  let site: string;

  beforeAll(async () => {
    workspace = await makeSmallLibraries('disk', ['one']);
    const { exitCode, output } = await workspace.nx(['run', 'one:develop']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const python = programOf(workspace.path('.venv'), 'python');
    const script = 'import sysconfig; print(sysconfig.get_path("purelib"))';
    site = (await execa(python, ['-c', script])).stdout;
  });

  /** Fails, with one message that has a cure. */
  const fails = async (
    run: Promise<{ readonly exitCode?: number | undefined; readonly output: string }>,
    message: RegExp,
  ): Promise<void> => {
    const { exitCode, output } = await run;
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  };
  const develop = () => workspace.nx(['run', 'one:develop', '--outputStyle=stream']);
  const works = async (): Promise<void> => {
    const { exitCode, output } = await develop();
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(await installedState(workspace, ['one'])).toEqual({ values: { one: 1 }, problems: [] });
  };

  describe('for a file is in the place of a folder, or a folder in that of a file,', () => {
    it('says which, and then works', async () => {
      await workspace.remove('libs/one/.nx-pyo3');
      await workspace.write('libs/one/.nx-pyo3', 'a file');
      await fails(
        workspace.nx(['run', 'one:compile', '--skip-nx-cache']),
        /\.nx-pyo3\/compile cannot be written: a file has the path of its folder\./,
      );
      await workspace.remove('libs/one/.nx-pyo3');

      const [extension = ''] = extensions(workspace);
      await workspace.remove(`${packageFolder}/${extension}`);
      await workspace.write(`${packageFolder}/${extension}/file`, '');
      await fails(develop(), /_one\..+ cannot be written: a folder has this path\./);
      expect(readdirSync(workspace.path(packageFolder))).not.toContainEqual(
        expect.stringMatching(/\.so\../),
      );
      await workspace.remove(`${packageFolder}/${extension}`);
      await works();
    });
  });

  describeWithMounts('for a disk is full or read-only [linux only],', () => {
    beforeEach(async () => {
      const python = programOf(workspace.path('.venv'), 'python');
      await execa(toolchain().uv, ['pip', 'uninstall', '--quiet', '--python', python, 'one']);
      for (const name of extensions(workspace)) await workspace.remove(`${packageFolder}/${name}`);
    });

    /** Runs develop in a namespace in which the script has mounted something on the folder. */
    const developOn = async (script: string, folder: string, task = 'one:develop') => {
      const nx = [process.execPath, nxScript, 'run', task, '--outputStyle=stream'];
      const seen = 'code=$?; echo "left: $(ls -A "$folder")"; exit $code';
      const steps = `set -e; folder=$1; shift; ${script}; set +e; "$@"; ${seen}`;
      const { exitCode, all } = await execa(
        'unshare',
        ['-rm', 'sh', '-c', steps, 'sh', folder, ...nx],
        {
          ...nxOptions(workspace.root, {}),
        },
      );
      return { exitCode, output: all };
    };
    const small =
      'copy=$(mktemp -d); cp -a "$folder/." "$copy"; mount -t tmpfs -o size=64k tmpfs "$folder"; ' +
      'cp -a "$copy/." "$folder"; rm -r "$copy"';
    const readOnly = 'mount --bind "$folder" "$folder"; mount -o remount,bind,ro "$folder"';

    it('says so for the folder of the package, leaves no half an extension, and then works', async () => {
      const run = developOn(small, workspace.path(packageFolder));
      await fails(
        run,
        /_one\..+ cannot be written: the disk is full\. \[file-unwritable\]\n.*Free some space/,
      );
      expect((await run).output).toMatch(/^left: __init__\.py( __pycache__)?$/m);
      expect(extensions(workspace)).toEqual([]);
      await works();
    });

    it('says so for the staging folder, and then works', async () => {
      const folder = workspace.path('libs/one/.nx-pyo3');
      const fresh = 'mount -t tmpfs -o size=64k tmpfs "$folder"; export NX_SKIP_NX_CACHE=true';
      const run = developOn(fresh, folder, 'one:compile');
      await fails(
        run,
        /_one\..+ cannot be written: the disk is full\. \[file-unwritable\]\n.*Free some space/,
      );
      await works();
    });

    it('says so for site-packages, installs nothing, and then works', async () => {
      await fails(
        developOn(readOnly, site),
        /site-packages cannot be written: the file system is read-only\./,
      );
      expect(readdirSync(site).filter((name) => name.startsWith('one'))).toEqual([]);
      expect(await valueOf(workspace, 'one')).toContain('ModuleNotFoundError');
      await works();
    });
  });
});

function extensions(workspace: Workspace): readonly string[] {
  const folder = workspace.path(packageFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.includes('.so'));
}
