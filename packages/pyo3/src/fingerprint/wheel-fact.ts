import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Candidate } from '../environment/candidates.ts';
import { wheelHost, type WheelHost } from '../environment/wheel-host.ts';
import { wheelMeans, type WheelMeans } from '../environment/wheel-means.ts';
import type { Ask } from '../process/ask.ts';
import { canonicalJson } from '../project/folder/canonical-json.ts';
import { parsePlatform, type WheelPlatform } from '../python/wheel-platform.ts';
import { chosenCandidate } from './abi.ts';
import type { FingerprintQuestion } from './command.ts';
import { digest } from './variables.ts';

/** How this machine builds wheels of a platform: by its tools, and zig of the workspace's environment. */
export function wheelMeansOf(
  platform: WheelPlatform,
  root: string,
  env: Readonly<Record<string, string>>,
  ask: Ask,
): WheelMeans {
  return meansOf(platform, chosenCandidate({ root, env }), root, env, ask);
}

function meansOf(
  platform: WheelPlatform,
  candidate: Candidate,
  root: string,
  env: Readonly<Record<string, string>>,
  ask: Ask,
): WheelMeans {
  if (platform.os === 'any') return wheelMeans(platform, noHost);
  const prefix = 'prefix' in candidate ? { prefix: resolve(root, candidate.prefix) } : {};
  return wheelMeans(platform, wheelHost({ env, ask, ...prefix }));
}

/** Of pure Python nothing is asked. */
const noHost: WheelHost = { os: process.platform, arch: process.arch, triples: [] };

/**
 * How this machine builds wheels of a platform, as JSON: the key of a wheel's task holds it, so that
 * zig of another version, or a machine that cannot build the wheel, has another key.
 *
 * @param ask starts programs in the workspace root.
 */
export function wheelMeansHere(
  platform: string,
  root: string,
  env: Readonly<Record<string, string>>,
  { interpreter }: Pick<FingerprintQuestion, 'interpreter'>,
  ask: Ask,
): string {
  const parsed = parsePlatform(platform);
  if (parsed === undefined) return 'null';
  const candidate = chosenCandidate({ root, env }, interpreter);
  const means = meansOf(parsed, candidate, root, env, ask);
  if (means.how !== 'none' || candidate.kind !== 'create') return canonicalJson(means);
  // The task makes the environment, which may bring zig: the answer must be equal in no other checkout.
  return canonicalJson({ ...means, unknown: digest(`${hostname()} ${root}`) });
}
