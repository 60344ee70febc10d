/** Names of Python modules. */
import type { NameProblem } from './name-problem.ts';
import { isStandardLibraryModule } from './standard-library.ts';

/**
 * Hard keywords (`keyword.kwlist`). Soft keywords (`match`, `case`, `type`, `_`) are ordinary
 * identifiers in a module name, so they are valid.
 */
const keywords: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except ' +
    'finally for from global if import in is lambda nonlocal not or pass raise return try while ' +
    'with yield'
  ).split(' '),
);

/**
 * Whether a name is an ASCII identifier and not a keyword, so that `import <name>` is valid Python.
 */
export function isPythonIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !keywords.has(name);
}

/** Whether it is a hard keyword of Python. */
export function isPythonKeyword(name: string): boolean {
  return keywords.has(name);
}

/**
 * What is wrong with the dotted module name of a new extension (`pkg._pkg`), or `undefined`.
 *
 * Only ASCII is accepted: the init symbol of an extension with any other name is in punycode (PEP
 * 489), which is not a Rust identifier.
 */
export function checkModuleName(name: string): NameProblem | undefined {
  const parts = name.split('.');
  for (const part of parts) {
    const problem = checkPart(name, part);
    if (problem !== undefined) return problem;
  }
  const [first = ''] = parts;
  if (!isStandardLibraryModule(first)) return undefined;
  return {
    message: `The module name "${name}" would shadow Python's own module "${first}".`,
    hint: `Choose another name, for example "${first}_rs".`,
  };
}

/** The identifier derived from the name of a distribution or folder: `My-Lib.x` → `my_lib_x`. */
export function suggestModuleName(name: string): string {
  const identifier = withoutAccents(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  if (identifier === '') return 'my_lib';
  if (/^\d/.test(identifier)) return `_${identifier}`;
  return isPythonIdentifier(identifier) ? identifier : `${identifier}_`;
}

/** Letters that Unicode does not compose from an ASCII letter and an accent. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

/** The name in ASCII letters where Latin letters have accents: `naïve` → `naive`. */
function withoutAccents(name: string): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return letters.replaceAll(/[ßæœøđðłıþ]/giu, (letter) => spelled[letter.toLowerCase()] ?? letter);
}

function checkPart(name: string, part: string): NameProblem | undefined {
  if (part === '') {
    return {
      message: `The module name "${name}" has an empty segment.`,
      hint: 'Write a dotted name such as "pkg._pkg".',
    };
  }
  if (keywords.has(part)) {
    return {
      message: `The module name "${name}" cannot be imported: "${part}" is a Python keyword.`,
      hint: `Choose another name, for example "${suggestModuleName(part)}".`,
    };
  }
  if (!isPythonIdentifier(part)) {
    return {
      message: `The module name "${name}" cannot be imported: "${part}" is not a Python identifier.`,
      hint: `Use letters, digits and "_", and do not start with a digit: for example "${suggestModuleName(part)}".`,
    };
  }
  if (part === '__init__' || part === '__main__') {
    return {
      message: `The module name "${name}" contains "${part}", which is reserved in Python.`,
      hint: 'Name the package and its extension instead, for example "pkg._pkg".',
    };
  }
  return undefined;
}
