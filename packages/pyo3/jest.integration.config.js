import unit from './jest.config.js';

export default {
  ...unit,
  roots: ['<rootDir>/integration'],
  testMatch: ['**/*.it.ts'],
  testPathIgnorePatterns: ['/fixtures/'],
  modulePathIgnorePatterns: ['/fixtures/'],
  globalSetup: '<rootDir>/integration/testing/global-setup.js',
  globalTeardown: '<rootDir>/integration/testing/global-teardown.js',
  testTimeout: 600_000,
  // Cargo and maturin use every core by themselves.
  maxWorkers: 1,
};
