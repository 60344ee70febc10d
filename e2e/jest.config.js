import unit from '../packages/pyo3/jest.config.js';

export default {
  ...unit,
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.e2e.ts'],
  globalSetup: '<rootDir>/global-setup.js',
  globalTeardown: '<rootDir>/global-teardown.js',
  // One command may compile pyo3 and a dozen crates on a slow machine.
  testTimeout: 900_000,
  setupFiles: [...unit.setupFiles, '<rootDir>/../tools/tasks/without-colour.mjs'],
  // The longest first, so that the workers end together.
  testSequencer: '<rootDir>/../tools/tasks/longest-first.mjs',
  // Cargo uses every core, but waits for much else: two suites at once take two thirds of the time.
  maxWorkers: 2,
};
