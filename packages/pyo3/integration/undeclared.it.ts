import { beforeAll, expect, it } from '@jest/globals';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeWorkspace, type Workspace } from './testing/workspace.ts';

/** `module` uses the crate `reader`, which reads files of the root and variables. */
describeWithTools('what a compile reads and no key holds', () => {
  let workspace: Workspace;
  const run = async (task: string, strict?: string) => {
    const args = ['run', task, '--skip-nx-cache', '--outputStyle=stream'];
    const { exitCode, output } = await workspace.nx(args, { NX_PYO3_STRICT: strict });
    // Where there is no terminal, Nx puts the name of the project before each line.
    const lines = output.replaceAll(/^(module|reader): /gm, '');
    return { exitCode, said: /reads .*, which no cache key holds[^]*?env = .*\n/.exec(lines)?.[0] };
  };

  beforeAll(async () => {
    workspace = await makeWorkspace('undeclared', { environment: false });
  });

  it('is said after the extension of another crate was compiled, with the lines to write', async () => {
    const { exitCode, said } = await run('module:compile');
    expect(exitCode).toBe(0);
    expect(said).toBe(
      [
        'reads notice of all.txt, proto/**/*, the variable PROTO_STYLE and the variable STAGE,' +
          ' which no cache key holds: after a change the old result is used. [input-undeclared]',
        '  → Write into reader/Cargo.toml:',
        '      [package.metadata.nx-pyo3]',
        '      inputs = ["../notice of all.txt","../proto/**/*"]',
        '      env = ["PROTO_STYLE","STAGE"]',
        '',
      ].join('\n'),
    );
  });

  it('is said by the tests of the crate itself, with what they alone read', async () => {
    const { exitCode, said } = await run('reader:cargo-test');
    expect(exitCode).toBe(0);
    // What the compile has read is an input already.
    expect(said).toContain('reads golden.txt, the variable PROTO_STYLE and the variable STAGE');
  });

  it('is an error where that is asked for', async () => {
    expect(await run('module:compile', 'true')).toMatchObject({ exitCode: 1 });
    const { exitCode, output } = await workspace.nx([
      ...['run', 'module:compile', '--strict', '--skip-nx-cache', '--outputStyle=stream'],
    ]);
    expect(exitCode).toBe(1);
    expect(output).toContain('which no cache key holds');
  });

  it('is nothing once the lines are written, and the file decides the key', async () => {
    const manifest = await workspace.read('reader/Cargo.toml');
    const lines = [
      '[package.metadata.nx-pyo3]',
      'inputs = ["../notice of all.txt", "../golden.txt", "../proto/**/*"]',
      'env = ["PROTO_STYLE", "STAGE"]',
    ];
    await workspace.write('reader/Cargo.toml', [manifest, ...lines, ''].join('\n'));
    expect(await run('module:compile', 'true')).toEqual({ exitCode: 0, said: undefined });
    expect(await run('reader:cargo-test', 'true')).toEqual({ exitCode: 0, said: undefined });
  });
});
