import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { cargoGroups, membersOf, runGroups, type GroupMember } from './cargo-groups.ts';
import { fakeSession, type FakeSession } from '../../testing/fake-session.ts';

const crate = (name: string, pyo3 = '"0.30"') =>
  `[package]\nname = "${name}"\n[dependencies]\npyo3 = ${pyo3}\n`;
const files = {
  'Cargo.toml': '[workspace]\nmembers = ["libs/*"]\n',
  'libs/a/Cargo.toml': crate('a'),
  'libs/b/Cargo.toml': crate('b'),
  'libs/c/Cargo.toml': crate('c'),
};

interface Differing {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cargoRoot?: string;
  readonly files?: Readonly<Record<string, string>>;
}

function member(
  name: string,
  { args = [], env = {}, cargoRoot = '.', ...more }: Differing,
): GroupMember {
  const root = `libs/${name}`;
  return {
    session: fakeSession({ reader: memoryReader({ ...files, ...more.files }) }),
    crate: { name, root, manifestPath: `${root}/Cargo.toml`, cargoRoot },
    projectRoot: root,
    together: (packages) => ({ program: 'cargo', args: [...packages, ...args], cwd: root, env }),
  };
}

const named = (groups: ReturnType<typeof cargoGroups>) =>
  groups.map((group) => group.map(({ crate: { name } }) => name));

describe('what one run of cargo compiles', () => {
  it('are the crates of a workspace with one command', () => {
    expect(named(cargoGroups([member('a', {}), member('b', {})]))).toEqual([['a', 'b']]);
  });

  it.each<readonly [string, Differing]>([
    ['arguments', { args: ['--features', 'x'] }],
    ['environment', { env: { PYO3_CONFIG_FILE: '/other' } }],
    ['workspace', { cargoRoot: 'libs/b' }],
    [
      'features of pyo3',
      { files: { 'libs/b/Cargo.toml': crate('b', '{ version = "0.30", features = ["abi3"] }') } },
    ],
    ['settings of cargo', { files: { 'libs/b/.cargo/config.toml': '' } }],
    ['toolchain', { files: { 'libs/b/rust-toolchain.toml': '' } }],
  ])('are not those with another %s', (_, differing) => {
    expect(named(cargoGroups([member('a', {}), member('b', differing)]))).toEqual([]);
  });

  it('names a crate by its path where the index has one of that name, too', async () => {
    const a = member('a', {});
    const b: GroupMember = { ...a, crate: { ...a.crate, name: 'fnv', packageId: 'fnv@1.0.7' } };
    await runGroups([a, b]);
    const { ran } = a.session as FakeSession;
    const path = process.platform === 'win32' ? expect.any(String) : 'file:///ws/libs/a#fnv@1.0.7';
    expect(ran.map((line) => line.split(' '))).toEqual([['cargo', 'a', path]]);
  });

  it('is nothing of which cargo can do only one at a time', () => {
    const alone: GroupMember = { ...member('b', {}), together: () => undefined };
    const others = [member('a', {}), member('c', {})];
    expect(named(cargoGroups([...others, alone]))).toEqual([['a', 'c']]);
  });

  it.each([
    [['a'], []],
    [['a', 'b'], ['cargo a b']],
  ])(
    'of %j is compiled by %j: cargo never starts for one, whose own task compiles it',
    async (crates, ran) => {
      const session = fakeSession({ reader: memoryReader(files) });
      await runGroups(crates.map((name) => ({ ...member(name, {}), session })));
      expect(session.ran).toEqual(ran);
      const mode = { show: 'live', isData: true, explain: false };
      expect(session.modes).toEqual(ran.map(() => mode));
    },
  );

  it('leaves out what cannot be prepared: its own task says why', async () => {
    const tasks = ['a', 'b'].map((task) => ({ session: fakeSession({ task }), options: {} }));
    const made = await membersOf(tasks, ({ session }) =>
      session.task === 'a'
        ? Promise.reject(new Error('no Python'))
        : Promise.resolve([session.task]),
    );
    expect(made).toEqual(['b']);
  });
});
