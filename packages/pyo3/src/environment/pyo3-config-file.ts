import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readData } from '../files/data-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { Interpreter } from './python-environment.ts';

/**
 * The text of a `PYO3_CONFIG_FILE` (pyo3's guide, "Building and distribution: Advanced
 * configuration") that describes `interpreter`.
 *
 * It names neither `target_abi` (pyo3 0.29 and later) nor `abi3` (earlier): every version derives
 * the ABI from the other keys and from the crate's `abi3-*` features, so that one file serves all.
 * Nor does it name `executable`, which nothing reads in such a build: venv and uv spell it
 * differently, and all environments of one Python should share their builds.
 */
export function renderPyo3Config(interpreter: Interpreter): string {
  const { version, libDir, frameworkPrefix } = interpreter;
  const lines = [
    `implementation=${implementations[interpreter.implementation] ?? interpreter.implementation}`,
    `version=${version[0]}.${version[1]}`,
    `shared=${interpreter.shared}`,
    `lib_name=${interpreter.libName}`,
    ...(libDir === undefined ? [] : [`lib_dir=${libDir}`]),
    `pointer_width=${interpreter.pointerWidth}`,
    `build_flags=${interpreter.buildFlags.join(',')}`,
    'suppress_build_script_link_lines=false',
    ...(frameworkPrefix === undefined ? [] : [`python_framework_prefix=${frameworkPrefix}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** pyo3's spelling of `sys.implementation.name`. */
const implementations: Readonly<Record<string, string>> = {
  cpython: 'CPython',
  pypy: 'PyPy',
  graalpy: 'GraalVM',
};

/**
 * Absolute path of the interpreter's configuration file below `folder` (see `pluginDataFolder`).
 *
 * Its name holds a digest of its content and its time stamp is always the same: pyo3 is compiled
 * again when the path changes or the file is newer than the last build, so a file that
 * `nx reset` removed can come back without a rebuild, and another content is never missed.
 *
 * @throws Pyo3Error `file-unwritable`.
 */
export function ensurePyo3ConfigFile(request: {
  readonly folder: string;
  readonly interpreter: Interpreter;
}): string {
  const { folder, interpreter } = request;
  const content = renderPyo3Config(interpreter);
  const path = join(folder, fileName(interpreter, content));
  // By content, since a repository may bring along a file of that name.
  if (readData(path) === content) return path;
  mkdirSync(folder, { recursive: true });
  replaceFile(path, content, always);
  return path;
}

const always = new Date('2000-01-01T00:00:00Z');

function fileName(interpreter: Interpreter, content: string): string {
  const { implementation, version, abiFlags } = interpreter;
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return `pyo3-config-${implementation}-${version[0]}.${version[1]}${abiFlags}-${digest}.txt`;
}
