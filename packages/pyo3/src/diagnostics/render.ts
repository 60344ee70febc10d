import { isPyo3Error, type ErrorCode, type SourceLocation } from './pyo3-error.ts';

/** What is shown of an error or a warning. */
export interface Diagnostic {
  readonly message: string;
  /** Stable, so that docs/troubleshooting.md can be searched for it. */
  readonly code: ErrorCode | undefined;
  readonly location?: SourceLocation | undefined;
  readonly hint?: string | undefined;
}

/**
 * Text for a terminal: `file:line:column: message [code]`, then the hint on its own line.
 * An error that is not ours keeps its stack, since it is a defect of the plugin and not of the user.
 */
export function renderError(error: unknown): string {
  if (isPyo3Error(error)) return renderDiagnostic(error);
  return printable(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** As `renderError`, for what need not be an error. */
export function renderDiagnostic({ message, code, location, hint }: Diagnostic): string {
  const where = location ? `${oneLine(renderLocation(location))}: ` : '';
  const shownHint = hint
    ? `\n  → ${inWordsOfRepository(hint).split('\n').map(shortened).join('\n    ')}`
    : '';
  const shown = message.split('\n').map(shortened).join('\n');
  return printable(`${where}${withCode(shown, code)}${shownHint}`);
}

/**
 * How the repository calls Nx: `npx nx`, `./nx`, `pnpm nx`. Hints say `nx run …`, and what renders a
 * hint puts the repository's own command there. It belongs to the process, since each process that
 * Nx starts works for one repository; the edges that know the repository state it once.
 */
let known: (() => string) | undefined;

/** @param find is called when the first hint is rendered, as it may look at files. */
export function callNxAs(find: () => string): void {
  let found: string | undefined;
  known = () => (found ??= find());
}

/** The hint with the repository's command for each `nx <word>`; unchanged where nobody stated one. */
export function inWordsOfRepository(hint: string): string {
  const command = known;
  if (command === undefined) return hint;
  return hint.replaceAll(bareNx, () => command());
}

// Not the end of `npx nx`, `./nx` or a path, nor `nx.json`.
const bareNx = /(?<![\w./\\-])(?<!\b(?:npx|pnpm|yarn|bunx|exec) )nx(?= [a-z])/g;

/** Longer than what we or a tool have to say in one line; a name or a value of a manifest may have megabytes. */
const longestLine = 4000;

function shortened(line: string): string {
  const left = line.length - longestLine;
  return left <= 0 ? line : `${line.slice(0, longestLine)}… (${String(left)} characters more)`;
}

/** The code stands at the end of the first line. */
function withCode(message: string, code: ErrorCode | undefined): string {
  if (code === undefined) return message;
  const [first = '', ...others] = message.split('\n');
  return [`${first} [${code}]`, ...others].join('\n');
}

/**
 * The text as a terminal and a log may have it. Names from manifests and folders are part of messages:
 * a control character would move the cursor or hide a line, and CI runners take a line that begins with
 * `::`, and `##[`, `##vso[` or `##teamcity[` anywhere, as a command.
 */
function printable(text: string): string {
  return withoutUserinfo(text)
    .replaceAll(control, escaped)
    .replaceAll(/(^|\n)([ \t]*):(?=:)/g, '$1$2\\u003a')
    .replaceAll(/##(?=[a-z]{0,20}\[)/gi, '#\\u0023');
}

/** The same for a part that is one line: line feeds and tabs are escaped as well. */
export function oneLine(text: string): string {
  return withoutUserinfo(text).replaceAll(controlOrBreak, escaped);
}

/**
 * The text with `****` for the user and the password of each URL: `x @ https://user:password@host/x`.
 * The user alone may be a token. `git@` is neither. The same for a parameter such as `?token=`.
 */
export function withoutUserinfo(text: string): string {
  return text
    .replaceAll(/([a-z0-9+.-]:\/\/)(?!git@)[^\s/?#"'<>]*@/gi, '$1****@')
    .replaceAll(secretParameter, '$1****');
}

/** Its name has a limit, so that a text of `&` takes no longer than another. */
const secretParameter =
  /([?&][\w.-]{0,40}(?:auth|credential|key|passw|secret|sig|token)[\w.-]{0,40}=)[^\s&#"'<>]+/gi;

/** Whether a name has a character in it that is not to be printed; cargo and uv refuse such names. */
export function hasControl(text: string): boolean {
  return text.search(controlOrBreak) !== -1;
}

// Beside control characters, what breaks a line or shows the letters behind it in another order.
const control = /(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const controlOrBreak = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `file:line:column`, with what is known of it; the form that terminals and editors make clickable. */
function renderLocation(location: SourceLocation): string {
  return [location.file, location.line, location.column]
    .filter((part) => part !== undefined)
    .join(':');
}
