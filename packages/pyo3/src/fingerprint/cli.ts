/**
 * The `runtime` input of cached targets: prints the fingerprint of the machine for the workspace in
 * the current folder, with `distribution` as argument the one of wheels and sdists. A missing tool is
 * part of the answer, not an error.
 */
import { currentFingerprint } from './current-fingerprint.ts';
import { withoutSecrets } from '../environment/secret-variables.ts';

const env = withoutSecrets(process.env);
const scope = process.argv[2] === 'distribution' ? 'distribution' : 'task';
void currentFingerprint(process.cwd(), env, scope).then((text) =>
  process.stdout.write(`${text}\n`),
);
