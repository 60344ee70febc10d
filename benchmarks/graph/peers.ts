import { execa } from 'execa';
import { join } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';

/** Another plugin, whose hooks are called in the same way. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** File that Nx would load. */
  readonly plugin: string;
  readonly does: string;
}

const peers = [
  {
    name: '@monodon/rust',
    version: '3.0.0',
    file: 'src/index.js',
    does: 'runs `cargo metadata` in each hook; edges of crates',
  },
  {
    name: '@nxlv/python',
    version: '23.1.1',
    file: 'dist/index.js',
    does: 'has one hook and infers no project; edges of distributions',
  },
] as const;

/** The Nx that both run on. */
const nx = '22.7.12';

/** Installs the peers into a folder with npm; none where the registry cannot be reached. */
export async function installPeers(folder: string): Promise<readonly Peer[]> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const packages = [...peers.map(({ name, version }) => `${name}@${version}`), `nx@${nx}`];
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
  const run = await execa('npm', ['install', ...flags, ...packages, `@nx/devkit@${nx}`], {
    cwd: folder,
    reject: false,
  });
  if (run.exitCode !== 0) {
    console.error(`The peers cannot be installed, and are left out:\n${run.stderr}`);
    return [];
  }
  return peers.map(({ file, ...peer }) => ({
    ...peer,
    plugin: join(folder, 'node_modules', peer.name, file),
  }));
}
