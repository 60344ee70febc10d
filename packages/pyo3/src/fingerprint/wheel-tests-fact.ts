import { emulatorFor } from '../environment/emulator.ts';
import { foundPythons } from '../environment/found-pythons.ts';
import { thisMachine } from '../environment/wheel-host.ts';
import { platformTests, type PlatformTests } from '../environment/wheel-tests.ts';
import type { Ask } from '../process/ask.ts';
import { canonicalJson } from '../project/folder/canonical-json.ts';
import { parsePlatform, type WheelPlatform } from '../python/wheel-platform.ts';
import { ownAbi } from '../python/wheel-python.ts';

/** What this machine has to run wheels of a platform; starts each interpreter that is new to it. */
export function platformTestsHere(
  platform: WheelPlatform,
  root: string,
  env: Readonly<Record<string, string>>,
  ask: Ask,
): PlatformTests {
  const found = foundPythons({ root, env, ask });
  return platformTests(platform, thisMachine(), found, emulatorFor(platform, env));
}

/**
 * On which interpreters this machine tests wheels of a platform, as JSON: the keys of the tests hold it,
 * so that a test that was skipped is never taken for one of another machine, and runs again once an
 * interpreter was installed. Neither paths nor patch releases are in it.
 */
export function wheelTestsFact(
  platform: string,
  root: string,
  env: Readonly<Record<string, string>>,
  ask: Ask,
): string {
  const parsed = parsePlatform(platform);
  if (parsed === undefined) return 'null';
  const tests = platformTestsHere(parsed, root, env, ask);
  const { how } = tests;
  if (tests.how === 'none') return canonicalJson({ how });
  const tags = tests.pythons.map(({ python }) => ownAbi(python).tag);
  return canonicalJson({ how, pythons: [...new Set(tags)].sort() });
}
