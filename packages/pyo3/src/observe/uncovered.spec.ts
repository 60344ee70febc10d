import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import type { CargoMessage } from '../cargo/message.ts';
import { uncoveredReads } from './uncovered.ts';
import { readsOfPackages } from './units.ts';

interface Scene {
  readonly id?: string;
  readonly depInfo?: string;
  readonly script?: string;
  readonly variables?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** What is uncovered of the crate `crates/c`, where only its own folder is hashed. */
function uncovered(scene: Scene) {
  const { id = 'path+file:///ws/crates/c#0.1.0', depInfo = '', script = '' } = scene;
  const disk: Readonly<Record<string, string>> = {
    '/ws/target/debug/deps/c-1.d': depInfo,
    '/ws/target/debug/build/c-2/output': script,
  };
  const messages: readonly CargoMessage[] = [
    {
      reason: 'compiler-artifact',
      package_id: id,
      manifest_path: '/ws/crates/c/Cargo.toml',
      filenames: ['/ws/target/debug/deps/libc-1.rlib', '/ws/target/debug/deps/libc-1.rmeta'],
    },
    {
      reason: 'build-script-executed',
      package_id: id,
      out_dir: '/ws/target/debug/build/c-2/out',
      env: [['GEN', '1']],
    },
  ];
  const hashed = {
    hasFile: (path: string) => path.startsWith('crates/c/'),
    hasIgnored: () => false,
    isOutput: () => false,
    places: [],
    variables: new Set(scene.variables),
  };
  const [found] = uncoveredReads(
    readsOfPackages(messages, (path) => disk[path.replaceAll('\\', '/')]),
    hashed,
    {
      workspaceRoot: '/ws',
      cargoRoot: '/ws',
      reader: memoryReader({ 'proto/x.proto': '', ...scene.files }),
      env: scene.env ?? {},
    },
  );
  return found;
}

const nothing = { folder: 'crates/c', files: [], unhashable: [], variables: [] };

describe('what is in no key', () => {
  it('is nothing when all is of the crate, of cargo or of a build script', () => {
    const read = 'crates/c/src/lib.rs /ws/target/debug/build/c-2/out/g.rs /home/.cargo/x.rs';
    const variables = ['CARGO_PKG_NAME', 'OUT_DIR', 'GEN', 'PYO3_PYTHON', 'RUSTFLAGS'];
    const depInfo = [`/t/c.d: ${read}`, ...variables.map((name) => `# env-dep:${name}=x`)];
    expect(uncovered({ depInfo: depInfo.join('\n') })).toBeUndefined();
  });

  it.each<readonly [string, Scene, object]>([
    [
      'a file outside that a macro includes',
      { depInfo: '/t/c.d: crates/c/src/../../../proto/x.proto' },
      { files: ['proto/x.proto'] },
    ],
    [
      'a file outside that the build script names, seen from its crate',
      { script: 'cargo::rerun-if-changed=../../proto/x.proto' },
      { files: ['proto/x.proto'] },
    ],
    [
      'a folder that it names',
      { script: 'cargo::rerun-if-changed=../../proto' },
      { files: ['proto/**/*'] },
    ],
    [
      'a variable, set or not',
      { depInfo: '/t/c.d: x.rs\n# env-dep:MY_VAR', files: {} },
      { files: ['x.rs'], variables: ['MY_VAR'] },
    ],
    [
      'a file that git ignores',
      { depInfo: '/t/c.d: made/x.rs', files: { '.gitignore': 'made/\n', 'made/x.rs': '' } },
      { unhashable: ['made/x.rs'] },
    ],
    [
      'the state of git',
      { script: 'cargo:rerun-if-changed=../../.git/HEAD' },
      { unhashable: ['.git/HEAD'] },
    ],
  ])('is %s', (_, scene, expected) => {
    expect(uncovered(scene)).toEqual({ ...nothing, ...expected });
  });

  it('is no variable that is declared', () => {
    const scene = { depInfo: '/t/c.d: crates/c/src/lib.rs\n# env-dep:MY_VAR' };
    expect(uncovered({ ...scene, variables: ['MY_VAR'] })).toBeUndefined();
  });

  it('is of crates of others only a variable that is set', () => {
    const scene = {
      id: 'registry+https://github.com/rust-lang/crates.io-index#c@0.1.0',
      depInfo: '/t/c.d: ../x.rs proto/x.proto',
      script: 'cargo:rerun-if-env-changed=OPENSSL_DIR',
    };
    expect(uncovered(scene)).toBeUndefined();
    expect(uncovered({ ...scene, env: { OPENSSL_DIR: '/opt' } })).toEqual({
      ...nothing,
      variables: ['OPENSSL_DIR'],
    });
  });
});
