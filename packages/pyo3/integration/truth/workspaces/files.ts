/** A repository as text: paths relative to its root. */
export type Files = Readonly<Record<string, string>>;

/** A crate that cargo accepts; `tables` follows `[package]` and its name, version and edition. */
export function crate(folder: string, name: string, tables = ''): Files {
  const source = `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n${tables}`;
  return { [`${folder}/Cargo.toml`]: source, [`${folder}/src/lib.rs`]: '' };
}

/** A distribution; `tables` follows `[project]` and its name, so that it can begin with its keys. */
export function distribution(folder: string, name: string, tables = '', files: Files = {}): Files {
  const text = `[project]\nname = "${name}"\nversion = "0.1.0"\n${tables}`;
  return { [`${folder}/pyproject.toml`]: text, ...below(folder, files) };
}

export function below(folder: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}

/** `[build-system]` of the backends that the workspaces use. */
export const builtBy = {
  hatch: '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
  setuptools:
    '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
  setuptoolsRust:
    '[build-system]\nrequires = ["setuptools", "setuptools-rust"]\nbuild-backend = "setuptools.build_meta"\n',
  flit: '[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n',
  poetry: '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n',
  pdm: '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n',
  uv: '[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n',
  maturin: '[build-system]\nrequires = ["maturin>=1.16"]\nbuild-backend = "maturin"\n',
} as const;
