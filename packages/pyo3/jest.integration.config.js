import unit from './jest.config.js';

export default {
  ...unit,
  roots: ['<rootDir>/integration'],
  testMatch: ['**/*.it.ts'],
  testPathIgnorePatterns: ['/fixtures/'],
  modulePathIgnorePatterns: ['/fixtures/'],
  testTimeout: 600_000,
  // Cargo and maturin use every core by themselves.
  maxWorkers: 1,
};
