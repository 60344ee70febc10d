import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { childVariables } from '../testing/child-variables.ts';
import { describeWithTools } from '../testing/describe-with-tools.ts';
import { makeSmallLibraries } from '../testing/small-libraries.ts';
import { programOf, toolchain } from '../testing/toolchain.ts';
import { nxOptions, type Workspace } from '../testing/workspace.ts';
import { installedState } from './installed-state.ts';

const names = ['one', 'two', 'three', 'four', 'five', 'six'];
const developAll = ['run-many', '-t', 'develop', '--parallel=8'];

describeWithTools('one environment and one target folder', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await makeSmallLibraries('together', names);
    const { exitCode, output } = await workspace.nx(developAll);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  });

  /** What somebody types who does not know of the plugin. */
  const developByHand = (name: string) =>
    execa(programOf(workspace.path('.venv'), 'maturin'), ['develop'], {
      cwd: workspace.path(`libs/${name}`),
      env: childVariables(nxOptions(workspace.root, {}).env, {
        VIRTUAL_ENV: workspace.path('.venv'),
        CARGO_TARGET_DIR: nxOptions(workspace.root, {}).env['CARGO_TARGET_DIR'],
      }),
      extendEnv: false,
      all: true,
      reject: false,
    });

  it('serve eight tasks at once, those of another terminal, and maturin by hand', async () => {
    const python = programOf(workspace.path('.venv'), 'python');
    await execa(toolchain().uv, ['pip', 'uninstall', '--quiet', '--python', python, ...names]);
    await workspace.replace('crates/shared/src/lib.rs', '= 0', '= 5');
    const separately = { NX_BATCH_MODE: 'false' };

    const ended = await Promise.all([
      workspace.nx(developAll, separately),
      workspace.nx(developAll, separately),
      developByHand('one'),
      developByHand('six'),
    ]);

    for (const { exitCode, ...said } of ended) {
      const output = 'output' in said ? said.output : said.all;
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    }
    const { exitCode, output } = await workspace.nx(developAll);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(await installedState(workspace, names)).toEqual({
      values: Object.fromEntries(names.map((name) => [name, 6])),
      problems: [],
    });
    const { output: again } = await workspace.nx([...developAll, '--outputStyle=stream']);
    for (const name of names) expect(again).toContain(`${name} is up to date in`);
  });
});
