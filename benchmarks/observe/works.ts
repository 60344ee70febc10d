import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command of the environment's Python or of uv, in the suite's folder. */
export interface Work {
  readonly name: string;
  readonly program: 'python' | 'uv';
  readonly args: readonly string[];
}

const quiet = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'];

export const works: readonly Work[] = [
  { name: 'pytest, 3,000 tests', program: 'python', args: quiet },
  {
    name: 'pytest, 3,000 tests that each read a file',
    program: 'python',
    args: [...quiet, 'reading'],
  },
  {
    name: 'mypy, 300 modules, cold',
    program: 'python',
    args: ['-m', 'mypy', '--no-incremental', 'checked'],
  },
  { name: 'mypy, 300 modules, warm', program: 'python', args: ['-m', 'mypy', 'checked'] },
  {
    name: 'build of a wheel with Hatchling, 300 modules',
    program: 'uv',
    args: ['build', '--quiet', '--wheel', '--out-dir', 'out'],
  },
];

/** 3,000 tests in 100 files, as many that read a data file of their own, and a package of 300 modules. */
export function writeSuite(root: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (let file = 0; file < 100; file++) {
    const tests = Array.from(
      { length: 30 },
      (_, test) => `def test_${test}(): assert ${test} >= 0`,
    );
    write(`tests/test_${file}.py`, tests.join('\n\n'));
    const reading = Array.from({ length: 30 }, (_, test) => {
      write(`data/${file}_${test}.txt`, 'x');
      return `def test_${test}(): assert open("data/${file}_${test}.txt").read() == "x"`;
    });
    write(`reading/test_reading_${file}.py`, reading.join('\n\n'));
  }
  for (let module = 0; module < 300; module++) {
    const imported = module === 0 ? '' : `from .m${module - 1} import f as g\n`;
    write(`checked/m${module}.py`, `${imported}def f(x: int) -> int:\n    return x + ${module}\n`);
  }
  write('checked/__init__.py', '');
  write(
    'pyproject.toml',
    '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n' +
      '[project]\nname = "checked"\nversion = "0.1.0"\n\n' +
      '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n',
  );
  writeCrate(write);
}

/** A crate of 100 modules with five tests each, and two programs of tests. */
function writeCrate(write: (path: string, text: string) => void): void {
  write('crate/Cargo.toml', '[package]\nname = "measured"\nversion = "0.1.0"\nedition = "2021"\n');
  const names = Array.from({ length: 100 }, (_, module) => `m${module}`);
  for (const name of names) {
    const tests = Array.from(
      { length: 5 },
      (_, test) =>
        `    #[test]\n    fn adds_${test}() {\n        assert_eq!(super::add(${test}), ${test} + 1);\n    }\n`,
    );
    write(
      `crate/src/${name}.rs`,
      `pub fn add(number: u64) -> u64 {\n    number + 1\n}\n\n#[cfg(test)]\nmod tests {\n${tests.join('\n')}}\n`,
    );
  }
  write('crate/src/lib.rs', names.map((name) => `pub mod ${name};\n`).join(''));
  write('crate/src/main.rs', 'fn main() {\n    println!("{}", measured::m0::add(1));\n}\n');
  write(
    'crate/pyproject.toml',
    '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n\n' +
      '[tool.maturin]\nbindings = "bin"\n',
  );
  for (const name of ['one', 'two']) {
    write(
      `crate/tests/${name}.rs`,
      '#[test]\nfn adds() {\n    assert_eq!(measured::m0::add(1), 2);\n}\n',
    );
  }
}
