/** Repositories that try to stop the graph: text that costs more than its size. */

export type Files = Readonly<Record<string, string>>;

export function crateText(more = ''): string {
  return `[package]\nname = "hostile"\nversion = "1.0.0"\nedition = "2021"\n${more}`;
}

export function pythonText(more = '', name = 'hostile'): string {
  return `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "${name}"\nversion = "1"\n${more}`;
}

export function maturinText(more = ''): string {
  return `[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "hostile"\nversion = "1"\n${more}`;
}

/** A uv workspace whose root needs a member; the pattern decides whether it is one. */
export function uvWorkspace(pattern: string, folder: string): Files {
  return {
    'hostile/pyproject.toml': pythonText(
      `dependencies = ["member"]\n[tool.uv.workspace]\nmembers = ["${pattern}"]\n[tool.uv.sources]\nmember = { workspace = true }\n`,
    ),
    [`hostile/${folder}/pyproject.toml`]: pythonText('', 'member'),
  };
}

/** A Python file beside a package of the same project, which another project has too. */
export function pythonFile(text: string): Files {
  return {
    'hostile/pyproject.toml': pythonText(),
    'hostile/hostile/__init__.py': '',
    'hostile/m.py': text,
  };
}

function repeated(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

const blanks = (size: number) => ' '.repeat(size);

/** Settings of tools and other files, of `size` letters or lines, that a pattern may stumble over. */
const settings: Readonly<Record<string, (size: number) => string>> = {
  '.cargo/config.toml': (size) => `[build]\nrustflags = ["${blanks(size)}x"]\n`,
  '.python-version': (size) => `${blanks(size)}x\n`,
  'build.rs': (size) => `fn main() { "${'/*'.repeat(size)}" }\n${'/*'.repeat(size)}`,
  'mypy.ini': (size) => `${blanks(size)}x\n[mypy]\n${blanks(size)}x\nfiles = ${','.repeat(size)}\n`,
  'package.json': (size) => `{"name": ${'['.repeat(size)}`,
  'pyrightconfig.json': (size) => `{ "include": ["${blanks(size)}"] ${'/*'.repeat(size)}`,
  'pytest.ini': (size) => `[pytest]\nx${blanks(size)}y\naddopts = --rootdir${blanks(size)}\n`,
  'ruff.toml': (size) => `extend = "${'../'.repeat(size)}x"\n`,
  'setup.cfg': (size) => `${blanks(size)}x\n[metadata]\nx${blanks(size)}y\n${'#'.repeat(size)}\n`,
  'setup.py': (size) => `setup(${blanks(size)}"x"${'('.repeat(Math.min(size, 100))}\n`,
  'tox.ini': (size) =>
    `${'['.repeat(size)}\nx${blanks(size)}\n[pytest]\ntestpaths = ${'*'.repeat(size)}\n`,
};

/** By name, what `size` units of it are; each is to be read in time proportional to `size`. */
export const growing: Readonly<Record<string, (size: number) => Files>> = {
  '`include` of one long name': (size) => ({
    'hostile/Cargo.toml': crateText(
      '[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.28"\n',
    ),
    'hostile/pyproject.toml': maturinText(`[tool.maturin]\ninclude = ["${'a'.repeat(size)}"]\n`),
  }),
  '`testpaths` of stars': (size) => ({
    'hostile/pyproject.toml': pythonText(
      `[tool.pytest.ini_options]\ntestpaths = ["${'*'.repeat(size)}\\nx"]\n`,
    ),
  }),
  'a long name in `[replace]`': (size) => ({
    'hostile/Cargo.toml': crateText(`[replace]\n"${'a'.repeat(size)}" = { path = "y" }\n`),
  }),
  'a path of many parts': (size) => ({
    'hostile/Cargo.toml': crateText(
      `[dependencies]\na = { path = "${'../'.repeat(size)}a" }\nb = { path = "${'a/'.repeat(size)}${'b/../'.repeat(size)}" }\n`,
    ),
  }),
  'spaces before a marker': (size) => ({
    'hostile/pyproject.toml': pythonText(`dependencies = ["x @ a ;${' '.repeat(size)}"]\n`),
  }),
  'spaces within a URL': (size) => ({
    'hostile/pyproject.toml': pythonText(`dependencies = ["x @ a${' '.repeat(size)}b"]\n`),
  }),
  'brackets in a Python file': (size) =>
    pythonFile(`import hostile\n${'('.repeat(size)}${')'.repeat(size)}\n`),
  'a long name that is imported': (size) =>
    pythonFile(`import hostile, ${'a'.repeat(20 * size)}\n`),
  ...Object.fromEntries(
    Object.entries(settings).map(([name, text]) => [
      `${name} of blanks, stars or brackets`,
      (size: number): Files => ({
        'hostile/Cargo.toml': crateText(),
        'hostile/pyproject.toml': pythonText(),
        'hostile/hostile/__init__.py': '',
        [`hostile/${name}`]: text(size),
      }),
    ]),
  ),
  'pyrightconfig.json of quotes that nothing closes': (size) => ({
    'hostile/pyproject.toml': pythonText(),
    'hostile/hostile/__init__.py': '',
    'hostile/pyrightconfig.json': `{ "${'\\"'.repeat(size)}`,
  }),
  'lists of plugins that nothing closes': (size) =>
    pythonFile(`import hostile\n${'pytest_plugins = ['.repeat(size)}\n`),
  'plugins that are no list': (size) =>
    pythonFile(`import hostile\n${'pytest_plugins '.repeat(size)}\n`),
  'an import of many parts': (size) => pythonFile(`import hostile.${'a.'.repeat(size)}b\n`),
  'an ignore file of stars': (size) => ({
    ...pythonFile('import hostile\n'),
    'hostile/.gitignore': `${'*a'.repeat(size)}b\n${'/**'.repeat(size)}/x\n`,
  }),
};

/** What names its successor twice: 2^size paths lead through it, unless each is followed once. */
export const fanningOut: Readonly<Record<string, (size: number) => Files>> = {
  'dependency groups': (size) => ({
    'hostile/pyproject.toml': pythonText(
      `[dependency-groups]\ndev = [{ include-group = "g0" }]\n${repeated(size, (index) => `g${String(index)} = [{ include-group = "g${String(index + 1)}" }, { include-group = "g${String(index + 1)}" }]\n`)}g${String(size)} = ["pytest"]\n`,
    ),
    'hostile/tests/test_it.py': '',
  }),
  extras: (size) => ({
    'hostile/pyproject.toml': pythonText(
      `[project.optional-dependencies]\ntest = ["hostile[e0]"]\n${repeated(size, (index) => `e${String(index)} = ["hostile[e${String(index + 1)}]", "hostile[e${String(index + 1)}]"]\n`)}`,
    ),
    'hostile/tests/test_it.py': '',
  }),
  features: (size) => ({
    'hostile/Cargo.toml': crateText(
      `[lib]\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.28"\n[features]\ndefault = ["f0"]\n${repeated(size, (index) => `f${String(index)} = ["f${String(index + 1)}", "f${String(index + 1)}"]\n`)}f${String(size)} = []\n`,
    ),
    'hostile/src/lib.rs': '#[test]\nfn a() {}\n',
  }),
  'settings of cargo that include others': (size) => ({
    'hostile/Cargo.toml': crateText(),
    'hostile/.cargo/config.toml': 'include = ["0.toml", "0.toml"]\n',
    ...Object.fromEntries(
      Array.from({ length: size }, (_, index) => [
        `hostile/.cargo/${String(index)}.toml`,
        `include = ["${String(index + 1)}.toml", "${String(index + 1)}.toml"]\n`,
      ]),
    ),
  }),
  'settings of ruff that extend others': (size) => ({
    'hostile/pyproject.toml': pythonText(),
    'hostile/ruff.toml': 'extend = "0.toml"\n',
    ...Object.fromEntries(
      Array.from({ length: size }, (_, index) => [
        `hostile/${String(index)}.toml`,
        `extend = "${String(index + 1)}.toml"\nsrc = ["${String(index + 1)}.toml"]\n`,
      ]),
    ),
  }),
  'packages of a lock': (size) => ({
    'hostile/pyproject.toml': pythonText('dependencies = ["p0"]\n'),
    'hostile/uv.lock': `version = 1\n[[package]]\nname = "hostile"\nversion = "1"\nsource = { editable = "." }\ndependencies = [{ name = "p0" }]\n${repeated(size, (index) => `[[package]]\nname = "p${String(index)}"\nversion = "1"\nsource = { registry = "r" }\ndependencies = [{ name = "p${String(index + 1)}" }, { name = "p${String(index + 1)}", extra = ["x"] }]\n`)}`,
  }),
};

/** The same for lists, of which `size` elements cost more than `size` letters. */
export const growingLists: typeof growing = {
  // Each makes ten tables, of which a file may have 20,000.
  'keys of 11 segments': (size) => ({
    'hostile/pyproject.toml': pythonText(
      `[tool.x]\n${repeated(0.4 * size, (index) => `k${String(index)}${'.a'.repeat(10)} = 1\n`)}`,
    ),
  }),
  // An escape is read by the parser of TOML 1.1.
  'keys of 11 segments, and an escape': (size) => ({
    'hostile/pyproject.toml': pythonText(
      `[tool.x]\ne = "\\u0041"\n${repeated(0.4 * size, (index) => `k${String(index)}${'.a'.repeat(10)} = 1\n`)}`,
    ),
  }),
  'one name in uv.lock': (size) => ({
    'hostile/pyproject.toml': pythonText(),
    'hostile/uv.lock': `version = 1\n${repeated(size, (index) => `[[package]]\nname = "a"\nversion = "${String(index)}"\ndependencies = [{ name = "a" }]\n`)}`,
  }),
  'one name and version in uv.lock': (size) => ({
    'hostile/pyproject.toml': pythonText(),
    'hostile/uv.lock': `version = 1\n${repeated(size, (index) => `[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "r${String(index)}" }\nsdist = { hash = "${String(index)}" }\n`)}`,
  }),
  'one name in Cargo.lock': (size) => ({
    'hostile/Cargo.toml': crateText(),
    'hostile/Cargo.lock': `version = 4\n${repeated(size, (index) => `[[package]]\nname = "a"\nversion = "${String(index)}"\nsource = "registry+x"\ndependencies = ["a ${String(index + 1)}"]\n`)}`,
  }),
  'one name and version in Cargo.lock': (size) => ({
    'hostile/Cargo.toml': crateText(),
    'hostile/Cargo.lock': `version = 4\n${repeated(size, (index) => `[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+${String(index)}"\ndependencies = ["a 1.0.0 (registry+${String(index)})"]\n`)}`,
  }),
  'dependencies that a lock makes a chain of': (size) => ({
    'hostile/Cargo.toml': crateText(
      `[dependencies]\n${repeated(size, (index) => `d${String(index)} = "1"\n`)}`,
    ),
    'hostile/Cargo.lock': `version = 4\n[[package]]\nname = "hostile"\nversion = "1.0.0"\ndependencies = [${repeated(size, (index) => `"d${String(index)}",`)}]\n${repeated(size, (index) => `[[package]]\nname = "d${String(index)}"\nversion = "1.0.0"\nsource = "registry+x"\ndependencies = ["d${String(index + 1)}"]\n`)}`,
  }),
  'one dependency among members': (size) => ({
    'hostile/pyproject.toml': pythonText(
      `dependencies = [${'"member",'.repeat(size)}]\n[tool.uv.workspace]\nmembers = [${repeated(size, (index) => `"m${String(index)}*",`)}]\n[tool.uv.sources]\nmember = { workspace = true }\n`,
    ),
    'hostile/member/pyproject.toml': pythonText('', 'member'),
  }),
};
