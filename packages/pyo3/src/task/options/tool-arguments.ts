/**
 * Which of the words after `nx run project:target` are options of the executor and which are for
 * the tool. Nx hands over both: every word in `__unparsed__`, and an object that yargs-parser made
 * of them, in which declared and unknown names are mixed.
 */

const endOfOptions = '--';

/**
 * The words of `unparsed` that are for the tool, in order. A word is an option of the executor when
 * it is `--<name>` of `optionNames` (camel or kebab case, negated by `--no-`, with dotted members),
 * and then takes its value with it as yargs-parser does: the next word unless it begins with `-`.
 * After a further `--` everything is for the tool, and so is that `--`.
 */
export function toolArguments(
  unparsed: readonly string[],
  optionNames: ReadonlySet<string>,
): readonly string[] {
  const result: string[] = [];
  for (let index = 0; index < unparsed.length; index++) {
    const word = unparsed[index] ?? '';
    if (word === endOfOptions) return [...result, ...unparsed.slice(index)];
    if (!isOption(word, optionNames)) result.push(word);
    else if (takesNextWord(word, unparsed[index + 1])) index++;
  }
  return result;
}

/**
 * Keys of `options` that are neither declared nor explained by the command line: they stand in
 * project.json, nx.json or targetDefaults, and are mistakes.
 */
export function unknownOptionNames(
  options: Readonly<Record<string, unknown>>,
  unparsed: readonly string[],
  optionNames: ReadonlySet<string>,
): readonly string[] {
  const explained = new Set(['_', ...unparsed.flatMap(keysOfWord)]);
  return Object.keys(options).filter((key) => !optionNames.has(key) && !explained.has(key));
}

/** Whether cargo or maturin gets `--release`, which both refuse beside `--profile`. */
export function namesRelease(args: readonly string[], unparsed: readonly string[]): boolean {
  const end = unparsed.indexOf(endOfOptions);
  return [...args, ...(end === -1 ? unparsed : unparsed.slice(0, end))].includes('--release');
}

function isOption(word: string, optionNames: ReadonlySet<string>): boolean {
  if (!word.startsWith('--')) return false;
  const name = camelCase(nameOf(word));
  return optionNames.has(name) || (isNegated(word) && optionNames.has(camelCase(positive(word))));
}

function takesNextWord(word: string, next: string | undefined): boolean {
  return !word.includes('=') && !isNegated(word) && next !== undefined && !/^-\D|^-$/.test(next);
}

function keysOfWord(word: string): readonly string[] {
  if (word.startsWith('--')) return [nameOf(word), positive(word)];
  // `-xvs` sets x, v and s; `-n4` sets n.
  return word.startsWith('-') ? [...word.slice(1)] : [];
}

/** `--env.A=1` → `env` */
function nameOf(word: string): string {
  return word.replace(/^--/, '').replace(/[=.].*$/s, '');
}

function isNegated(word: string): boolean {
  return word.startsWith('--no-');
}

/** `--no-fix` → `fix` */
function positive(word: string): string {
  return nameOf(word).replace(/^no-/, '');
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
