import { isPyo3Error, type SourceLocation } from './pyo3-error.ts';

/**
 * Text for a terminal: `file:line:column: message`, then the hint on its own line.
 * An error that is not ours keeps its stack, since it is a defect of the plugin and not of the user.
 */
export function renderError(error: unknown): string {
  if (!isPyo3Error(error)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const where = error.location ? `${renderLocation(error.location)}: ` : '';
  const hint = error.hint ? `\n  → ${error.hint.replaceAll('\n', '\n    ')}` : '';
  return `${where}${error.message}${hint}`;
}

/** `file:line:column`, with what is known of it; the form that terminals and editors make clickable. */
function renderLocation(location: SourceLocation): string {
  return [location.file, location.line, location.column]
    .filter((part) => part !== undefined)
    .join(':');
}
