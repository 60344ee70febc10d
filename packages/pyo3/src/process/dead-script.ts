import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

/**
 * The error for a script that exists and cannot be started since its first line names an interpreter
 * that does not: installers write the path of the environment into it. `undefined` for anything else.
 */
export function deadScript(program: string): Pyo3Error | undefined {
  const interpreter = isAbsolute(program) ? interpreterOf(program) : undefined;
  if (interpreter === undefined || existsSync(interpreter)) return undefined;
  return new Pyo3Error({
    code: 'environment-broken',
    message: `${program} begins with #!${interpreter}, which does not exist: its virtual environment was moved, or its Python was removed.`,
    hint: 'An environment cannot be moved. Remove it and run this again, or make it anew with `uv venv --clear` and `uv sync`.',
  });
}

/** Of a first line, `#!/path` or the `'''exec' "/path" …` that installers write for long paths. */
function interpreterOf(script: string): string | undefined {
  const start = beginningOf(script);
  const [, long] = /^#!\/bin\/sh\n'''exec' "?([^"\n]+?)"? "\$0"/.exec(start) ?? [];
  const [, short] = /^#!\s*(\/[^\n]*?)\s*(?:\n|$)/.exec(start) ?? [];
  return long ?? (short?.startsWith('/usr/bin/env') ? undefined : short);
}

function beginningOf(file: string): string {
  const bytes = Buffer.alloc(1024);
  try {
    const opened = openSync(file, 'r');
    const length = readSync(opened, bytes);
    closeSync(opened);
    return bytes.toString('utf8', 0, length);
  } catch {
    return '';
  }
}
