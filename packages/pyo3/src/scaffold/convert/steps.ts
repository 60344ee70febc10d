import { abi3 } from './abi3.ts';
import { extensionModule } from './extension-module.ts';
import {
  cacheKeys,
  editableProfile,
  excludeBytecode,
  moduleName,
  useBasePython,
} from './maturin-settings.ts';
import { outdatedRust } from './outdated-rust.ts';
import { pyTyped } from './py-typed.ts';
import type { Step } from './step.ts';
import { stubs } from './stubs.ts';

/** The steps by their names in the option `steps`, in the order in which they run. */
export const steps = {
  'module-name': moduleName,
  'editable-profile': editableProfile,
  'use-base-python': useBasePython,
  'exclude-bytecode': excludeBytecode,
  'cache-keys': cacheKeys,
  'extension-module': extensionModule,
  stubs,
  'py-typed': pyTyped,
  abi3,
  'outdated-rust': outdatedRust,
} as const satisfies Readonly<Record<string, Step>>;

export type StepName = keyof typeof steps;

/**
 * The steps that run by default: all except `abi3`, which changes where a wheel can be installed,
 * and `stubs`, which is experimental.
 */
export const usualSteps: readonly StepName[] = [
  ...(['module-name', 'editable-profile', 'use-base-python', 'exclude-bytecode'] as const),
  ...(['cache-keys', 'extension-module', 'py-typed', 'outdated-rust'] as const),
];
