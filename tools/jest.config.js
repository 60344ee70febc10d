import unit from '../packages/pyo3/jest.config.js';

export default {
  ...unit,
  rootDir: import.meta.dirname,
  roots: ['<rootDir>'],
};
