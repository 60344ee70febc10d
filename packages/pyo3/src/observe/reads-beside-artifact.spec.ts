import { describe, expect, it } from '@jest/globals';
import { readsBesideArtifact } from './reads-beside-artifact.ts';

const outside = '/ws/libs/a/src/../../../proto/x.txt';
const inScript = '/ws/crates/b/../../data/y.txt';
const made = '/ws/target/release/build/b-1/out/g.rs';
const files: Readonly<Record<string, string>> = {
  '/ws/Cargo.toml': '',
  '/ws/libs/a/Cargo.toml': '',
  '/ws/crates/b/Cargo.toml': '',
  // As cargo 1.95 writes them.
  '/ws/target/release/lib_a.d':
    `/ws/target/release/lib_a.so: ${outside} /ws/libs/a/src/lib.rs ${inScript} ` +
    `/ws/crates/b/build.rs /ws/crates/b/src/lib.rs ${made} /ws/notice.txt\n`,
  '/ws/target/release/deps/_a.d':
    '/ws/target/release/deps/_a.d: libs/a/src/lib.rs libs/a/src/../../../proto/x.txt\n\n# env-dep:AVE\n',
  '/ws/target/release/deps/b-2.d':
    '/ws/target/release/deps/b-2.d: crates/b/src/lib.rs\n\n# env-dep:BEE\n',
  '/ws/target/release/deps/b-1.d':
    '/ws/target/release/deps/b-1.d: crates/b/src/lib.rs\n\n# env-dep:FORMER\n',
  '/ws/target/release/build/b-1/output': 'cargo::rustc-env=MADE=1\ncargo:rustc-env=BY=a=b\n',
  '/ws/target/release/deps/other-1.d':
    '/ws/target/release/deps/other-1.d: crates/other/src/lib.rs\n\n# env-dep:OTHER\n',
};
const times: Readonly<Record<string, number>> = { '/ws/target/release/deps/b-2.d': 2 };

const provided = ['MADE', 'BY'];

function reads(profile: string, disk = files) {
  const found = readsBesideArtifact(
    {
      targetFolder: '/ws/target',
      profile,
      library: '_a',
      crateFolder: '/ws/libs/a',
      cargoRoot: '/ws',
    },
    {
      read: (path) => disk[path],
      exists: (path) => path in disk,
      time: (path) => times[path] ?? 1,
      names: (folder) => [
        ...new Set(
          Object.keys(disk)
            .filter((path) => path.startsWith(`${folder}/`))
            .map((path) => path.slice(folder.length + 1).split('/', 1)[0] ?? ''),
        ),
      ],
    },
  );
  return Object.fromEntries(
    found.map(({ folder, files: read, variables, provided }) => [
      folder,
      { read, variables, provided },
    ]),
  );
}

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('what cargo left beside a library [linux and macos only]', () => {
  it('says by package what all that is linked into it has read, its own repository only', () => {
    expect(reads('release')).toEqual({
      // Of the root, and what a build script has made, which `madeIn` sets aside.
      '/ws/libs/a': {
        read: [outside, '/ws/libs/a/src/lib.rs', made, '/ws/notice.txt'],
        variables: ['AVE'],
        provided,
      },
      '/ws/crates/b': {
        read: [inScript, '/ws/crates/b/build.rs', '/ws/crates/b/src/lib.rs'],
        variables: ['BEE'],
        provided,
      },
    });
  });

  it('is found by profile, and below the folder of a target', () => {
    expect(reads('dev')).toEqual({});
    const moved = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace('/target/release/', '/target/x86_64-unknown-linux-gnu/debug/'),
        text,
      ]),
    );
    expect(Object.keys(reads('dev', moved))).toEqual(['/ws/libs/a', '/ws/crates/b']);
  });
});
