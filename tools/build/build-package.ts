import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mustRun } from '../tasks/program.ts';
import { leftToExecutor } from './left-to-executor.ts';
import { slim } from './slim.ts';

/**
 * Compiles packages/pyo3/src into packages/pyo3/dist and puts what is read at run time beside it:
 * the schemas, the templates of the generators and the recorder for Python, each where it is in src.
 */
async function build(root: string): Promise<void> {
  const source = join(root, 'packages', 'pyo3', 'src');
  const target = join(root, 'packages', 'pyo3', 'dist');
  rmSync(target, { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'packages', 'pyo3', 'tsconfig.build.json');
  await mustRun(process.execPath, [compiler, '-p', project], { cwd: root });
  await slim(target, ['index.d.ts', 'plugin.d.ts']);
  for (const asset of assetsOf(source)) {
    if (asset.endsWith('/schema.json')) {
      const schema = readFileSync(join(source, asset), 'utf8');
      writeFileSync(join(target, asset), publishedSchema(asset, schema));
    } else {
      cpSync(join(source, asset), join(target, asset));
    }
  }
}

/** Without line breaks and indents, which nobody reads. */
function publishedSchema(asset: string, text: string): string {
  return isExecutorSchema(asset) ? leftToExecutor(text) : JSON.stringify(JSON.parse(text));
}

/** Of those that check their options; `broken` gets its own from the plugin. */
function isExecutorSchema(asset: string): boolean {
  return /^executors\/(?!broken\/)/.test(asset);
}

function assetsOf(source: string): readonly string[] {
  return readdirSync(source, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) =>
      /^(executors|generators)\/[^/]+\/schema\.json$|^generators\/[^/]+\/files\/|\/sitecustomize\.py$/.test(
        file,
      ),
    );
}

build(join(import.meta.dirname, '..', '..')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
