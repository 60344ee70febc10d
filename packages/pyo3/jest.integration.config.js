import unit from './jest.config.js';

/** devpi takes two minutes to install and to start: only on demand. */
const onDemand = process.env.PYO3_DEVPI === '1' ? [] : ['/devpi\\.it\\.ts$'];

export default {
  ...unit,
  roots: ['<rootDir>/integration'],
  testMatch: ['**/*.it.ts'],
  testPathIgnorePatterns: ['/fixtures/', ...onDemand],
  modulePathIgnorePatterns: ['/fixtures/'],
  globalSetup: '<rootDir>/integration/testing/global-setup.js',
  globalTeardown: '<rootDir>/integration/testing/global-teardown.js',
  testTimeout: 600_000,
  setupFiles: [...unit.setupFiles, '<rootDir>/../../tools/tasks/without-colour.mjs'],
  // The longest first, so that the workers end together.
  testSequencer: '<rootDir>/../../tools/tasks/longest-first.mjs',
  // Cargo uses every core, but waits for much else: two suites at once take two thirds of the time.
  maxWorkers: 2,
};
