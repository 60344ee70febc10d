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
  // Cargo and maturin use every core by themselves.
  maxWorkers: 1,
};
