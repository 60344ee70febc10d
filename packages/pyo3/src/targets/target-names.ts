/** The targets that the plugin infers, by the names that they have unless the user chooses others. */
export const targetIds = [
  'compile',
  'develop',
  'watch',
  'cargo-test',
  'pytest',
  'test',
  'lint',
  'format',
  'typecheck',
  'stubs',
  'stubs-check',
  'build',
  'sdist',
  'run',
  'doc',
  'bench',
  'wheels',
  'wheels-check',
  'wheels-test',
  'nx-release-publish',
  'fingerprint',
  'lock-witness',
] as const;

export type TargetId = (typeof targetIds)[number];

/** What each target is called here; `undefined` for one that is switched off. */
export type TargetNames = Readonly<Record<TargetId, string | undefined>>;
