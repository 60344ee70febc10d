import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openAnswerCache } from './answer-cache.ts';
import { inspectionScript } from './interpreter.ts';
import type { Interpreter } from './python-environment.ts';

export interface RememberedPython {
  /** See `pluginDataFolder`. */
  readonly folder: string;
  /** Of the virtual environment; absolute. */
  readonly prefix: string;
  /** Its interpreter; absolute. */
  readonly python: string;
}

/**
 * What the Python of a virtual environment says of itself, asked once for as long as the environment
 * and the Python that it was made from are the same files: starting one takes longer than all the
 * rest of a task that has nothing to do.
 */
export async function rememberedInterpreter(
  { folder, prefix, python }: RememberedPython,
  ask: () => Promise<Interpreter>,
): Promise<Interpreter> {
  const cache = openAnswerCache(join(folder, 'interpreters.json'));
  const known = cache.known(python, questions);
  if (known !== undefined) return known as Interpreter;
  const interpreter = await ask();
  cache.learn(python, questions, interpreter, [python, join(prefix, 'pyvenv.cfg')]);
  cache.save();
  return interpreter;
}

const questions = createHash('sha256').update(inspectionScript).digest('hex').slice(0, 16);
