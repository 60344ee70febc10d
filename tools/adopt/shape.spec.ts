import { describe, expect, it } from '@jest/globals';
import { guessCommands } from './own-commands.ts';
import { shapeOf, type Shape } from './shape.ts';

function shapeWith(files: Readonly<Record<string, string>>): Shape {
  return shapeOf({ files: Object.keys(files), read: (file) => files[file] ?? '' });
}

/** Each step's commands as they are typed, with the folder where it is not the root. */
function typed(
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(guessCommands(shapeWith(files))).map(([step, commands]) => [
      step,
      commands.map(({ folder, argv }) => `${folder === '.' ? '' : `${folder}: `}${argv.join(' ')}`),
    ]),
  );
}

const maturin = '[build-system]\nrequires = ["maturin>=1,<2"]\nbuild-backend = "maturin"\n';

describe('the commands of a repository', () => {
  it('are those of uv, with the groups for tests, lint and types, if there is a uv.lock', () => {
    const commands = typed({
      'pyproject.toml': `${maturin}[project]\nname = "fast"\n[dependency-groups]\ntest = []\ndocs = []\n[tool.ruff]\n[tool.mypy]\nfiles = ["fast"]\n`,
      'uv.lock': '',
      'Cargo.toml': '[package]\nname = "fast"\n',
      'Cargo.lock': '',
      'tests/test_it.py': '',
    });

    expect(commands).toEqual({
      setup: ['uv sync --frozen --all-packages --group test'],
      pytest: ['python -m pytest'],
      'cargo-test': ['cargo test --workspace --no-fail-fast'],
      lint: ['ruff check .'],
      types: ['mypy'],
      wheel: ['uv tool run --from maturin>=1,<2 maturin build --release -o .own-wheels'],
    });
  });

  it('are those of each distribution, with extras and groups of poetry, without a uv.lock', () => {
    const commands = typed({
      'libs/one/pyproject.toml': `${maturin}[project]\nname = "one"\n[project.optional-dependencies]\ntests = []\n`,
      'libs/one/tests/test_one.py': '',
      'libs/two/pyproject.toml':
        '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n[tool.poetry]\nname = "two"\n[tool.poetry.group.test.dependencies]\nattrs = "*"\n',
    });

    expect(commands).toEqual({
      setup: [
        'uv venv --quiet .venv',
        'uv pip install --quiet -e ./libs/one[tests] -e ./libs/two pytest attrs',
      ],
      pytest: ['libs/one: python -m pytest'],
      'cargo-test': [],
      lint: [],
      types: [],
      wheel: [
        'libs/one: uv tool run --from maturin>=1,<2 maturin build --release -o ../../.own-wheels',
        'libs/two: uv build --quiet --wheel --out-dir ../../.own-wheels',
      ],
    });
  });
});

describe('the cargo workspaces of a repository', () => {
  it('leave out members and vendored crates, and have what a workspace excludes', () => {
    const shape = shapeWith({
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["fuzz"]\n',
      'crates/one/Cargo.toml': '[package]\nname = "one"\n',
      'fuzz/Cargo.toml': '[package]\nname = "fuzz"\n',
      'vendor/fnv/Cargo.toml': '[package]\nname = "fnv"\n',
    });

    expect(shape.cargoRoots).toEqual(['.', 'fuzz']);
  });

  it('are found beside a manifest that cannot be parsed', () => {
    expect(shapeWith({ 'a/Cargo.toml': '[', 'pyproject.toml': '[' }).cargoRoots).toEqual(['a']);
  });
});
