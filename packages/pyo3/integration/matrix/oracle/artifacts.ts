/** Extensions, wheels, sdists and the metadata of an install, each as a digest. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Task } from '../mutation.ts';
import { distributions, extensions, folderOf, type Work } from './fixture-layout.ts';
import type { Laboratory } from './laboratory.ts';
import { digestOf } from './run-tool.ts';

export async function compileExtensions({ laboratory, run, python }: Work) {
  const { folder } = laboratory;
  const suffix = await run('python', [
    '-c',
    'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"), end="")',
  ]);
  const target = join(folder, 'target-ext');
  const variables = {
    CARGO_TARGET_DIR: target,
    PYO3_BUILD_EXTENSION_MODULE: '1',
    PYO3_PYTHON: python,
  };
  const found: Record<Task, string> = {};
  for (const { name, place } of extensions) {
    const built = await run('cargo', ['build', '--lib', '--locked', '-p', name], { variables });
    const library = join(target, 'debug', libraryOf(laboratory, name));
    const placed = join(folder, place(suffix.output));
    rmSync(placed, { force: true });
    const isBuilt = built.success && existsSync(library);
    found[`${name}:compile`] = isBuilt ? digestOf(readFileSync(library)) : 'failed';
    if (isBuilt) {
      mkdirSync(dirname(placed), { recursive: true });
      copyFileSync(library, placed);
    }
  }
  return found;
}

/** By `[lib] name`, which a mutation changes. */
function libraryOf({ root }: Laboratory, name: string): string {
  const manifest = readFileSync(join(root, `libs/${name}/Cargo.toml`), 'utf8');
  const library = /^\[lib\]\nname = "(.*)"/m.exec(manifest)?.[1] ?? name;
  return `lib${library}.so`;
}

export async function buildWheels({ laboratory, run, python }: Work) {
  const artifacts: Record<Task, string> = {};
  const metadata: Record<string, string> = {};
  const site = join(laboratory.folder, 'site');
  for (const name of distributions) {
    const wheel = join(laboratory.folder, 'out', `${name}-wheel`);
    const sdist = join(laboratory.folder, 'out', `${name}-sdist`);
    for (const out of [wheel, sdist]) rmSync(out, { recursive: true, force: true });
    const folder = folderOf[name] ?? '.';
    const variables = {
      CARGO_TARGET_DIR: join(laboratory.folder, 'target-wheel'),
      SOURCE_DATE_EPOCH: '315532800',
    };
    if (name === 'app') {
      const args = ['--quiet', '--no-build-isolation', '--python', python];
      await run('uv', ['build', ...args, '--wheel', '--out-dir', wheel], { folder, variables });
      await run('uv', ['build', ...args, '--sdist', '--out-dir', sdist], { folder, variables });
    } else {
      const args = ['--release', '--locked', '--interpreter', python, '--out', wheel];
      await run('maturin', ['build', ...args], { folder, variables });
      await run('maturin', ['sdist', '--out', sdist], { folder, variables });
    }
    artifacts[`${name}:build`] = digestOfFiles(wheel);
    artifacts[`${name}:sdist`] = (await run('python', ['-c', sdistScript, sdist])).output;
    metadata[name] = (await run('python', ['-c', metadataScript, wheel, site])).output;
  }
  metadata['delta'] = (
    await run('python', ['-c', hookScript, site], { folder: folderOf['delta'] })
  ).output;
  return { artifacts, metadata };
}

/** Puts the dist-info of the one wheel of a folder beside what is installed, and prints it. */
const metadataScript = `
import pathlib, sys, zipfile
for path in pathlib.Path(sys.argv[1]).glob("*.whl"):
    wheel = zipfile.ZipFile(path)
    for name in sorted(wheel.namelist()):
        if ".dist-info/" in name:
            wheel.extract(name, sys.argv[2])
            if name.endswith(("METADATA", "entry_points.txt")):
                print(wheel.read(name).decode())
`;

/** The same for a setuptools project, whose wheel nobody builds here (PEP 517). */
const hookScript = `
import contextlib, pathlib, shutil, sys, tempfile
from setuptools import build_meta
with tempfile.TemporaryDirectory() as folder:
    with contextlib.redirect_stdout(sys.stderr):
        name = build_meta.prepare_metadata_for_build_wheel(folder)
    shutil.copytree(pathlib.Path(folder, name), pathlib.Path(sys.argv[1], name))
    print(pathlib.Path(folder, name, "METADATA").read_text())
`;

/** What is in the one sdist of a folder: names, modes and content, but not the moments. */
const sdistScript = `
import hashlib, pathlib, sys, tarfile
digest = hashlib.sha256()
for path in pathlib.Path(sys.argv[1]).glob("*.tar.gz"):
    for member in sorted(tarfile.open(path), key=lambda one: one.name):
        file = tarfile.open(path).extractfile(member.name) if member.isfile() else None
        digest.update(f"{member.name} {member.mode} {member.linkname}".encode())
        digest.update(file.read() if file else b"")
    print(path.name)
print(digest.hexdigest())
`;

function digestOfFiles(folder: string): string {
  if (!existsSync(folder)) return 'failed';
  const names = readdirSync(folder).sort();
  return digestOf(...names.flatMap((name) => [name, readFileSync(join(folder, name))]));
}
