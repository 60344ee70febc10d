/**
 * The `runtime` input of cached targets: prints the fingerprint of the machine for the workspace in
 * the current folder (see `questionOf` for the arguments). A missing tool is part of the answer, not
 * an error.
 */
import { withoutSecrets } from '../environment/secret-variables.ts';
import { questionOf } from './command.ts';
import { currentFingerprint } from './fingerprint.ts';

const question = questionOf(process.argv.slice(2));
void currentFingerprint(process.cwd(), withoutSecrets(process.env), question).then((text) =>
  process.stdout.write(`${text}\n`),
);
