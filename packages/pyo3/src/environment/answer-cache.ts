import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkoutMark } from './checkout-mark.ts';

/** What a program said, and the files and settings that it would say something else after. */
interface Answer {
  readonly settings: string;
  readonly files: Readonly<Record<string, string>>;
  readonly value: unknown;
}

/** The content of the file. */
interface Kept {
  /** See `checkoutMark`. */
  readonly mark: string;
  readonly answers: Record<string, Answer>;
}

export interface AnswerCache {
  /**
   * The remembered value of `name`, or that of `ask`. It is remembered while `settings` is the
   * same text and the `files` are unchanged by size, time and inode (absent ones: still absent).
   */
  answer<T>(
    name: string,
    settings: string,
    ask: () => { readonly value: T; readonly files: readonly string[] },
  ): T;
  /** The remembered value of `name` under the same conditions, if there is one. */
  known(name: string, settings: string): unknown;
  /** Remembers a value by itself. */
  learn(name: string, settings: string, value: unknown, files: readonly string[]): void;
  /** Writes what is new; several processes may do so at once, and each file is whole. */
  save(): void;
}

/** Opens the answers of a file; those that another checkout has made are not used. */
export function openAnswerCache(file: string): AnswerCache {
  const mark = checkoutMark(dirname(file));
  const answers = new Map(Object.entries(readAnswers(file, mark)));
  let changed = false;
  const known = (name: string, settings: string) => {
    const answer = answers.get(name);
    return answer?.settings === settings && isUnchanged(answer) ? answer : undefined;
  };
  const learn = (name: string, settings: string, value: unknown, files: readonly string[]) => {
    const stamps = Object.fromEntries(files.map((path) => [path, stampOf(path)]));
    answers.set(name, { settings, files: stamps, value });
    changed = true;
  };
  return {
    known: (name, settings) => known(name, settings)?.value,
    learn,
    answer: <T>(
      name: string,
      settings: string,
      ask: () => { value: T; files: readonly string[] },
    ) => {
      const answer = known(name, settings);
      if (answer !== undefined) return answer.value as T;
      const { value, files } = ask();
      learn(name, settings, value, files);
      return value;
    },
    save: () => {
      if (changed) write(file, JSON.stringify({ mark, answers: Object.fromEntries(answers) }));
    },
  };
}

function isUnchanged({ files }: Answer): boolean {
  const entries = Object.entries(files);
  // An answer that depends on nothing would hold for ever.
  return entries.length > 0 && entries.every(([path, stamp]) => stampOf(path) === stamp);
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 'absent' : `${stat.size}:${stat.mtimeMs}:${stat.ino}`;
}

function readAnswers(file: string, mark: string): Record<string, Answer> {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return kept.mark === mark ? kept.answers : {};
  } catch {
    return {}; // None yet, or cut off by a full disk: it is asked again.
  }
}

function write(file: string, text: string): void {
  const partial = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(partial, text);
    renameSync(partial, file);
  } catch {
    // A read-only checkout is slower, not wrong.
  }
}
