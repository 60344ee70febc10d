/** Repositories in which one thing leads to the next, as far as a stack does not reach. */
import { crateText, maturinText, pythonText, type Files } from './hostile.ts';

function chain(
  size: number,
  file: (index: number) => string,
  next: (index: number) => string,
): Files {
  return Object.fromEntries(
    Array.from({ length: size }, (_, index) => [file(index), next(index + 1)]),
  );
}

/** Two files in each of `size` layers, each of which names both of the next layer. */
function layers(
  size: number,
  file: (name: string) => string,
  text: (next: string) => string,
): Files {
  return Object.fromEntries(
    Array.from({ length: size }, (_, index) =>
      ['a', 'b'].map((side) => [file(`${side}${String(index)}`), text(String(index + 1))] as const),
    ).flat(),
  );
}

/** Settings that lead to others, as far as a stack does not reach, or by 2^30 ways. */
export const leadingOn: Readonly<Record<string, Files>> = {
  'settings of ruff that extend 3,000 others': {
    'hostile/pyproject.toml': pythonText(),
    'hostile/ruff.toml': 'extend = "0.toml"\n',
    ...chain(
      3000,
      (index) => `hostile/${String(index)}.toml`,
      (next) => `extend = "${String(next)}.toml"\n`,
    ),
  },
  'settings of ruff that name two others, which name two others': {
    'hostile/pyproject.toml': pythonText(),
    'hostile/ruff.toml': 'src = ["a0.toml", "b0.toml"]\n',
    ...layers(
      30,
      (name) => `hostile/${name}.toml`,
      (next) => `src = ["a${next}.toml", "b${next}.toml"]\n`,
    ),
  },
  'settings of cargo that include 3,000 others': {
    'hostile/Cargo.toml': crateText(),
    'hostile/.cargo/config.toml': 'include = ["0.toml"]\n',
    ...chain(
      3000,
      (index) => `hostile/.cargo/${String(index)}.toml`,
      (next) => `include = ["${String(next)}.toml"]\n`,
    ),
  },
  'wheels by a pattern of 2^40 alternatives': {
    'hostile/Cargo.toml': crateText(
      '[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.28"\n',
    ),
    'hostile/pyproject.toml': maturinText(
      `requires-python = ">=3.9"\n[tool.cibuildwheel]\nbuild = "${'{a,b}'.repeat(40)}"\nskip = "${'*[a-z_0-9]'.repeat(20)}!"\n`,
    ),
  },
  'an ignore file in each of 300 folders in each other': {
    'hostile/pyproject.toml': pythonText(),
    ...Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `hostile/${'d/'.repeat(index + 1)}.gitignore`,
        'x\n*a*b*c*d\n',
      ]),
    ),
  },
};

/** Repositories of `size` projects; each is to be read in time proportional to `size`. */
export const growingRepositories: Readonly<Record<string, (size: number) => Files>> = {
  'crates of one workspace that each depend on the next': (size) => ({
    'Cargo.toml': '[workspace]\nmembers = ["c*"]\n',
    ...chainOfCrates(size),
  }),
  'crates that each depend on the next': chainOfCrates,
};

function chainOfCrates(size: number): Files {
  return chain(
    size,
    (index) => `c${String(index)}/Cargo.toml`,
    (next) =>
      `[package]\nname = "c${String(next - 1)}"\nversion = "1.0.0"\n[dependencies]\n${next < size ? `c${String(next)} = { path = "../c${String(next)}" }\n` : ''}`,
  );
}

/** `size` projects, each in a folder of the one before, and a crate that depends on all of them. */
export function nestedProjects(size: number): Files {
  const folders = Array.from({ length: size }, (_, index) => `hostile/${'a/'.repeat(index + 1)}`);
  return Object.fromEntries([
    [
      'hostile/Cargo.toml',
      crateText(
        `[dependencies]\n${folders.map((folder, index) => `c${String(index)} = { path = "../${folder}" }\n`).join('')}`,
      ),
    ],
    ...folders.flatMap((folder, index) => [
      [`${folder}Cargo.toml`, `[package]\nname = "c${String(index)}"\nversion = "1.0.0"\n`],
      [`${folder}pyproject.toml`, pythonText('', `c${String(index)}`)],
    ]),
  ]);
}
