import { memoryReader } from '../files/memory.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import { readRepository, type Repository } from '../project/edges/repository.ts';

type Files = Readonly<Record<string, string>>;

/** The repository that these files make. */
export function repositoryOf(files: Files): Repository {
  const manifests = Object.keys(files).filter((file) => /(Cargo|pyproject)\.toml$/.test(file));
  return readRepository(manifests, manifestsOf(memoryReader(files)));
}

/** `source -kind-> target` of each edge. */
export function edgesOf(files: Files): readonly string[] {
  return repositoryOf(files).edges.map(
    ({ source, kind, target }) => `${source} -${kind}-> ${target}`,
  );
}

export function crate(name: string, rest = ''): string {
  return `[package]\nname = "${name}"\nversion = "0.1.0"\n${rest}`;
}

export function maturin(name: string, rest = ''): string {
  return `[project]\nname = "${name}"\n${rest}\n[build-system]\nrequires = ["maturin>=1.16"]\nbuild-backend = "maturin"\n`;
}

export function python(name: string, rest = ''): string {
  return `[project]\nname = "${name}"\n${rest}\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;
}
