import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { readData, writeData } from '../files/data-file.ts';
import { hasStamp, stampOf, type Stamp } from '../files/stamp.ts';
import { checkoutMark } from './workspace-data.ts';

/** What a program said, and the files and settings that it would say something else after. */
interface Answer {
  readonly settings: string;
  /** `null` for a file that was not there. */
  readonly files: Readonly<Record<string, Stamp | null>>;
  readonly value: unknown;
}

/** The content of the file. */
interface Kept {
  /** See `checkoutMark`. */
  readonly mark: string;
  readonly answers: Record<string, Answer>;
}

/** An answer, and the files that decide it; absolute paths. */
export interface Learnt<T> {
  readonly value: T;
  readonly files: readonly string[];
}

export interface AnswerCache {
  /** The remembered value of `name`, while `settings` is the same text and the files are unchanged. */
  known(name: string, settings: string): unknown;
  /**
   * Remembers a value, unless one of its files has changed too recently for its stamp to prove anything.
   *
   * @param since when the question was asked.
   */
  learn(name: string, settings: string, learnt: Learnt<unknown>, since: number): void;
  /**
   * The remembered value, or that of `ask`, which is then remembered. `null`, which says that a program
   * did not answer, is asked for again each time.
   *
   * @param is whether a remembered value is of the expected form.
   */
  answer<T>(
    name: string,
    settings: string,
    is: (value: unknown) => value is T,
    ask: () => Learnt<T | null>,
  ): T | null;
  /** Writes what is new; several processes may do so at once, and each file is whole. */
  save(): void;
}

/** Opens the answers of a file; those that another checkout has made are not used. */
export function openAnswerCache(file: string): AnswerCache {
  const mark = checkoutMark(dirname(file));
  const answers = new Map(Object.entries(readAnswers(file, mark)));
  let changed = false;
  const known: AnswerCache['known'] = (name, settings) => {
    const answer = answers.get(name);
    return answer?.settings === settings && isUnchanged(answer) ? answer.value : undefined;
  };
  const learn: AnswerCache['learn'] = (name, settings, { value, files }, since) => {
    const stamps = new Map(files.map((path) => [path, stampSince(path, since)]));
    const isProven = (entry: [string, Stamp | null | undefined]): entry is [string, Stamp | null] =>
      entry[1] !== undefined;
    const proven = [...stamps].filter(isProven);
    // An answer that depends on nothing would hold for ever.
    if (proven.length === 0 || proven.length < stamps.size) return;
    answers.set(name, { settings, files: Object.fromEntries(proven), value });
    changed = true;
  };
  return {
    known,
    learn,
    answer: (name, settings, is, ask) => {
      const remembered = known(name, settings);
      if (is(remembered)) return remembered;
      const since = Date.now();
      const learnt = ask();
      if (learnt.value !== null) learn(name, settings, learnt, since);
      return learnt.value;
    },
    save: () => {
      if (changed) writeData(file, JSON.stringify({ mark, answers: Object.fromEntries(answers) }));
    },
  };
}

function isUnchanged({ files }: Answer): boolean {
  return Object.entries(files).every(([path, stamp]) =>
    stamp === null ? !existsSync(path) : hasStamp(path, stamp),
  );
}

/** `null` for what is not there; `undefined` for what may change and keep its stamp. */
function stampSince(path: string, since: number): Stamp | null | undefined {
  return existsSync(path) ? stampOf(path, since) : null;
}

function readAnswers(file: string, mark: string): Record<string, Answer> {
  try {
    const kept = JSON.parse(readData(file) ?? '') as Kept;
    return kept.mark === mark ? kept.answers : {};
  } catch {
    return {}; // None yet, or cut off by a full disk: it is asked again.
  }
}
