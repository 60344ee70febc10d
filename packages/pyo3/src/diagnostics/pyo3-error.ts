/**
 * What a user is told when something is wrong: one sentence, where it is, and what to type next.
 *
 * This folder imports nothing. Every layer raises `Pyo3Error`; only `render.ts` turns one into text.
 */

/** A place in a file. `file` is relative to the workspace root; line and column count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * Stable identifiers of the errors and warnings that users may meet, as `docs/troubleshooting.md`
 * lists them. One name for each cause, never for each place that raises it.
 */
export type ErrorCode = (typeof errorCodes)[number];

export const errorCodes = [
  'toml-syntax',
  'manifest-invalid',
  'manifest-unreadable',
  'edit-failed',
  'rust-syntax',
  'project-unknown',
  'option-invalid',
  'name-invalid',
  'name-taken',
  'path-invalid',
  'folder-exists',
  'file-exists',
  'tool-missing',
  'tool-too-old',
  'interpreter-missing',
  'interpreter-unsupported',
  'environment-broken',
  'linker-missing',
  'network',
  'init-symbol-missing',
  'extension-unloadable',
  'module-shadowed',
  'extension-altered',
  'stubs-differ',
  'wheel-invalid',
  'wheel-missing',
  'input-undeclared',
  'input-changed',
  'file-unwritable',
  'watch-refused',
  'version-invalid',
  'version-shared',
  'requirement-excludes',
  'artifact-missing',
  'artifact-unexpected',
  'index-differs',
  'index-unreachable',
  'publish-failed',
  'publish-refused',
  'command-failed',
  // Warnings only.
  'extension-shadowed',
  'imports-unread',
  'input-outside',
  'lock-missing',
  'lock-outdated',
  'module-missing',
  'paths-assumed',
  'project-renamed',
  'publish-skipped',
  'template-skipped',
  'tests-missing',
] as const;

/** Whether a text, such as an option, is a code. */
export function isErrorCode(text: string | undefined): text is ErrorCode {
  return errorCodes.some((code) => code === text);
}

export interface Pyo3ErrorInit {
  readonly code: ErrorCode;
  /** What is wrong, as one sentence that names the thing. */
  readonly message: string;
  readonly location?: SourceLocation;
  /** What to do next: a command to type or a line to write. */
  readonly hint?: string;
  readonly cause?: unknown;
}

const brand = Symbol.for('pyo3.error');

/** An error that is part of the product: it is shown without a stack trace. */
export class Pyo3Error extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly location: SourceLocation | undefined;
  readonly hint: string | undefined;

  constructor(init: Pyo3ErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'Pyo3Error';
    this.code = init.code;
    this.location = init.location;
    this.hint = init.hint;
  }
}

/** True for a `Pyo3Error` of any realm: Nx loads the plugin in several processes and module graphs. */
export function isPyo3Error(value: unknown): value is Pyo3Error {
  return typeof value === 'object' && value !== null && brand in value;
}
