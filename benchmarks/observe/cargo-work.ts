import { readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cargoMessages } from '../../packages/pyo3/src/cargo/message.ts';
import { diskReader, readOptional } from '../../packages/pyo3/src/files/disk.ts';
import { hashedInputs } from '../../packages/pyo3/src/observe/hashed-inputs.ts';
import { readsBesideArtifact } from '../../packages/pyo3/src/observe/reads-beside-artifact.ts';
import { uncoveredReads } from '../../packages/pyo3/src/observe/uncovered.ts';
import { readsOfPackages, type PackageReads } from '../../packages/pyo3/src/observe/units.ts';
import { cpuOf } from './cpu.ts';

/** Processor time of the same work in seconds. */
export interface Pair {
  readonly without: number;
  readonly observed: number;
}

/** What cargo tells for nothing: the plugin reads its files afterwards, and asks for the units once more. */
export async function testedCrate(python: string, root: string): Promise<Pair> {
  const folder = join(root, 'crate');
  edit(folder);
  const tests = await cpuOf(python, ['cargo', 'test', '--quiet'], folder);
  const units = ['cargo', 'test', '--quiet', '--no-run', '--message-format', 'json'];
  const asked = await cpuOf(python, units, folder);
  const compared = compare(root, () => readsOfPackages(cargoMessages(asked.output), readOptional));
  return { without: tests.seconds, observed: tests.seconds + asked.seconds + compared };
}

/** The wheel of a program: maturin is the same for an extension, which would need pyo3. */
export async function builtCrate(python: string, root: string): Promise<Pair> {
  const folder = join(root, 'crate');
  edit(folder);
  const maturin = join(dirname(python), 'maturin');
  const args = ['build', '--quiet', '--release', '--out', 'out'];
  const built = await cpuOf(python, [maturin, ...args], folder);
  const targetFolder = join(folder, 'target');
  const build = { targetFolder, profile: 'release', library: 'measured' };
  const disk = {
    read: readOptional,
    exists: (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined,
    time: (path: string) => statSync(path).mtimeMs,
    names: (path: string) => readdirSync(path),
  };
  const artifact = { ...build, crateFolder: folder, cargoRoot: folder };
  const compared = compare(root, () => readsBesideArtifact(artifact, disk));
  return { without: built.seconds, observed: built.seconds + compared };
}

/** Processor time in seconds. */
function compare(root: string, reads: () => readonly PackageReads[]): number {
  const before = process.cpuUsage();
  const data = {
    root: 'crate',
    targets: { test: { cache: true, inputs: ['{projectRoot}/**/*'] } },
  };
  const hashed = hashedInputs({
    graph: { nodes: { measured: { name: 'measured', type: 'lib', data } }, dependencies: {} },
    sets: undefined,
    project: 'measured',
    target: 'test',
  });
  if (hashed === undefined) throw new Error('the target is cached');
  const found = uncoveredReads(reads(), hashed, {
    workspaceRoot: root,
    cargoRoot: join(root, 'crate'),
    reader: diskReader(root),
    env: process.env,
  });
  if (found.length > 0) throw new Error(`not covered: ${JSON.stringify(found)}`);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** A task that has its key is not run: one source is new each time. */
function edit(folder: string): void {
  const file = join(folder, 'src/m0.rs');
  const now = new Date();
  utimesSync(file, now, now);
}
