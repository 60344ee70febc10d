import { abi3 } from './abi3.ts';
import { extensionModule } from './extension-module.ts';
import { cacheKeys, editableProfile, moduleName, useBasePython } from './maturin-settings.ts';
import { outdatedRust } from './outdated-rust.ts';
import { pyTyped } from './py-typed.ts';
import type { Step } from './step.ts';
import { stubs } from './stubs.ts';

/** By the names that the option `steps` takes, in the order in which they are done. */
export const steps = {
  'module-name': moduleName,
  'editable-profile': editableProfile,
  'use-base-python': useBasePython,
  'cache-keys': cacheKeys,
  'extension-module': extensionModule,
  stubs,
  'py-typed': pyTyped,
  abi3,
  'outdated-rust': outdatedRust,
} as const satisfies Readonly<Record<string, Step>>;

export type StepName = keyof typeof steps;

/**
 * Done when no steps are named: all that change no artifact's reach and are no experiment, so all but
 * `abi3` and `stubs`.
 */
export const usualSteps: readonly StepName[] = [
  ...(['module-name', 'editable-profile', 'use-base-python', 'cache-keys'] as const),
  ...(['extension-module', 'py-typed', 'outdated-rust'] as const),
];
