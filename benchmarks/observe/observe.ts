import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { startRecording } from '../../packages/pyo3/src/observe/recorder.ts';
import { ratioOf, table } from '../table.ts';

/**
 * What recording costs: the processor time of pytest and mypy with the recorder as a ratio to the time
 * without, in pairs of runs of which each begins half; the median of the pairs counts.
 *
 * `PYO3_TEST_VENV` names an environment with pytest and mypy.
 */
async function main(rounds: number): Promise<void> {
  const venv = process.env['PYO3_TEST_VENV'];
  if (venv === undefined) throw new Error('PYO3_TEST_VENV must name an environment with pytest.');
  const root = mkdtempSync(join(tmpdir(), 'pyo3-observe-'));
  try {
    writeSuite(root);
    const python = join(venv, 'bin', 'python');
    const rows: (readonly string[])[] = [];
    for (const [name, args] of works) {
      const ratios: number[] = [];
      const plain: number[] = [];
      for (let round = -1; round < rounds; round++) {
        const order = round % 2 === 0 ? [true, false] : [false, true];
        const times = new Map<boolean, number>();
        for (const isRecorded of order) {
          times.set(isRecorded, await cpuSeconds(python, args, root, isRecorded));
        }
        // The first round compiles modules and fills caches.
        if (round === -1) continue;
        plain.push(times.get(false) ?? 0);
        ratios.push((times.get(true) ?? 0) / (times.get(false) ?? 1));
      }
      const [least = 0, most = 0] = [Math.min(...ratios), Math.max(...ratios)];
      rows.push([
        name,
        `${median(plain).toFixed(2)} s`,
        ratioOf(median(ratios), 1),
        `${least.toFixed(2)} to ${most.toFixed(2)}`,
      ]);
    }
    const head = ['work', 'processor time without', 'ratio with recording', 'from pair to pair'];
    console.log(table(head, rows).join('\n'));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const works = [
  ['pytest, 3,000 tests', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider']],
  [
    'pytest, 3,000 tests that each read a file',
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'reading'],
  ],
  ['mypy, 300 modules, cold', ['-m', 'mypy', '--no-incremental', 'checked']],
  ['mypy, 300 modules, warm', ['-m', 'mypy', 'checked']],
] as const;

/** 3,000 tests in 100 files, as many that read a data file of their own, and 300 modules. */
function writeSuite(root: string): void {
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
  write('pyproject.toml', '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n');
}

/** User and system time of a Python and its children, as Python itself measures it. */
async function cpuSeconds(
  python: string,
  args: readonly string[],
  root: string,
  isRecorded: boolean,
): Promise<number> {
  const plain = { program: python, args, cwd: root, env: {} };
  const recording = isRecorded
    ? startRecording({ command: plain, data: join(root, '.nx'), roots: [root] })
    : undefined;
  const measure =
    'import os, resource, subprocess, sys; ' +
    'env = dict(os.environ, **dict(one.split("=", 1) for one in sys.argv[1].split("\\n") if one)); ' +
    'subprocess.run([sys.executable, *sys.argv[2:]], env=env, check=True, stdout=subprocess.DEVNULL); ' +
    'used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)';
  const variables = Object.entries(recording?.command.env ?? {});
  const lines = variables.map(([name, value]) => `${name}=${value}`).join('\n');
  const { stdout } = await execa(python, ['-c', measure, lines, ...args], { cwd: root });
  recording?.end();
  return Number(stdout);
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}

main(Number(process.argv[2] ?? 9)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
