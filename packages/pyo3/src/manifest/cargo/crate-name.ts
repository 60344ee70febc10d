/**
 * Names of crates: those that `cargo new` rejects or warns about, and those that break later.
 */
import type { NameProblem } from '../../python/name-problem.ts';

/** Strict and reserved keywords of all editions (Rust reference, "Keywords"). */
const keywords: ReadonlySet<string> = new Set(
  (
    'abstract as async await become box break const continue crate do dyn else enum extern false ' +
    'final fn for gen if impl in let loop macro match mod move mut override priv pub ref return ' +
    'self Self static struct super trait true try type typeof unsafe unsized use virtual where ' +
    'while yield'
  ).split(' '),
);

/**
 * Crates that are part of the Rust distribution; `cargo new` rejects `test` and warns about the
 * others.
 */
const compilerCrates: ReadonlySet<string> = new Set(['core', 'std', 'alloc', 'proc-macro', 'test']);

/**
 * Folders of `target/<profile>`, which a program or artifact of the same name would conflict with.
 */
const buildFolders: ReadonlySet<string> = new Set(['build', 'deps', 'examples', 'incremental']);

/** Names of Windows devices, which cannot be file names there. */
const windowsDevice = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** Whether Rust code can use the name for a value, function or module. */
export function isRustIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name !== '_' && !keywords.has(name);
}

/** Whether Rust reserves the name, in any edition. */
export function isRustKeyword(name: string): boolean {
  return keywords.has(name);
}

/** Keywords that `r#` does not turn into identifiers (Rust reference, "Identifiers"). */
const neverRaw: ReadonlySet<string> = new Set(['crate', 'self', 'Self', 'super']);

/**
 * The name as Rust code writes it: `type` → `r#type`, which PyO3 shows as `type` in Python. Names that
 * cannot be raw identifiers are unchanged.
 */
export function rawIdentifier(name: string): string {
  return keywords.has(name) && !neverRaw.has(name) ? `r#${name}` : name;
}

/** The crate's name in Rust code: `my-lib` → `my_lib`; also the default of `[lib] name`. */
export function crateIdentifier(name: string): string {
  return name.replaceAll('-', '_');
}

/** What is wrong with the name of a new crate, or `undefined`. */
export function checkCrateName(name: string): NameProblem | undefined {
  const reason = whyNot(name);
  if (reason === undefined) return undefined;
  return {
    message: `The crate name "${name}" cannot be used: ${reason}.`,
    hint: `Choose another name, for example "${suggestCrateName(name)}".`,
  };
}

function whyNot(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return 'it may contain only letters, digits, "-" and "_"';
  if (/^\d/.test(name)) return 'it starts with a digit';
  if (/^[-_]+$/.test(name)) return 'it contains no letter';
  if (name.startsWith('-')) return 'it starts with "-"';
  if (keywords.has(crateIdentifier(name))) return 'it is a Rust keyword';
  if (compilerCrates.has(name.replaceAll('_', '-')))
    return 'a crate of the Rust distribution has this name';
  if (buildFolders.has(name)) return 'cargo uses a folder of this name for build files';
  if (windowsDevice.test(name)) return 'Windows reserves this name for a device';
  return undefined;
}

function suggestCrateName(name: string): string {
  const kept = name.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replaceAll(/^[-_\d]+|[-_]+$/g, '');
  if (kept === '') return 'my-lib';
  return whyNot(kept) === undefined ? kept : `${kept}-rs`;
}
