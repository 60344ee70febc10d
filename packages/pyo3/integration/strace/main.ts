/**
 * `npm run oracle:strace [-- <shape> …]`: traces every cached task of the matrix workspace and of
 * five real shapes, and prints each read that no input of the task holds. Fails if there is one.
 */
import { rmSync } from 'node:fs';
import { matrixShape, realShapes } from './shapes.ts';
import { traceTasks, whyNoStrace } from './trace-tasks.ts';

const targets = 'compile,cargo-test,pytest,lint,typecheck,stubs-check,build,sdist';

async function main(names: readonly string[]): Promise<number> {
  const reason = whyNoStrace();
  if (reason !== undefined) throw new Error(reason);
  await makeRunFolder();
  try {
    const shapes = [matrixShape, ...realShapes].filter(
      ({ name }) => names.length === 0 || names.includes(name),
    );
    let problems = 0;
    for (const { name, make } of shapes) {
      const { root } = await make();
      const found = await traceTasks(root, ['run-many', '-t', targets, '--parallel=2']);
      if (found.exitCode !== 0) console.error(found.output.slice(-4000));
      const { tasks, reads, uncovered } = found;
      console.log(
        `${name}: ${tasks.length} tasks, ${reads} reads, ${uncovered.length} of them uncovered`,
      );
      for (const { task, deed, program, path } of uncovered) {
        console.log(`  ${task} ${deed} by ${program}: ${path}`);
      }
      problems += uncovered.length + (found.exitCode === 0 ? 0 : 1);
    }
    return problems === 0 ? 0 : 1;
  } finally {
    rmSync(String(process.env['PYO3_INTEGRATION_RUN']), { recursive: true, force: true });
  }
}

/** As jest does before the integration tests; the file is plain JavaScript for it. */
async function makeRunFolder(): Promise<void> {
  const file = new URL('../testing/global-setup.js', import.meta.url).href;
  const { default: setUp } = (await import(file)) as {
    readonly default: (config: { readonly maxWorkers: number }) => void;
  };
  setUp({ maxWorkers: 1 });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
