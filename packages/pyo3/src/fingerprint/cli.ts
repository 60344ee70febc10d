/**
/**
 * The `runtime` inputs of cached targets: prints the fingerprint of the machine for the workspace in
 * the current folder, or a fact of the machine alone (see `questionOf` for the arguments). A missing
 * tool is part of the answer, not an error.
 */
import { withoutSecrets } from '../environment/secret-variables.ts';
import { askIn } from '../process/ask.ts';
import { questionOf } from './command.ts';
import { currentFingerprint } from './fingerprint.ts';
import { machineFact } from './machine-fact.ts';
import { wheelMeansHere } from './wheel-fact.ts';
import { wheelTestsFact } from './wheel-tests-fact.ts';

const question = questionOf(process.argv.slice(2));
const env = withoutSecrets(process.env);
const root = process.cwd();
const { fact, platform, testedOn } = question;
if (platform !== undefined) {
  const means = wheelMeansHere(platform, root, env, question, askIn(root, env));
  process.stdout.write(`${means}\n`);
} else if (testedOn !== undefined) {
  process.stdout.write(`${wheelTestsFact(testedOn, root, env, askIn(root, env))}\n`);
} else if (fact === undefined) {
  void currentFingerprint(root, env, question).then((text) => process.stdout.write(`${text}\n`));
} else {
  process.stdout.write(`${machineFact(fact, root, env, question, askIn(root, env))}\n`);
}
