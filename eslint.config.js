import { defineConfig } from 'eslint/config';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const privateNx = {
  group: ['nx/src/**', 'nx/dist/**', '@nx/devkit/internal', '@nx/devkit/src/**'],
  message: "Nx's private modules change without notice; @nx/devkit is the public one.",
};
const execa = {
  name: 'execa',
  message: 'Only process/run.ts starts processes; pass it a Command.',
};
const iarnaToml = {
  name: '@iarna/toml',
  message: 'Read TOML through toml/parse.ts, edit it through toml/edit.ts.',
};
const tomlEslintParser = {
  name: 'toml-eslint-parser',
  message: 'Only toml/ knows the syntax tree; use its functions.',
};

function restrictImports(...paths) {
  return { 'no-restricted-imports': ['error', { patterns: [privateNx], paths }] };
}

export default defineConfig(
  {
    ignores: [
      ...['**/node_modules/', '**/dist/', '**/reports/', '**/.nx/', '**/.tools/', '**/.venv/'],
      ...['**/fixtures/', '**/generators/*/files/', '**/target/'],
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/external-module-folders': ['node_modules'],
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'import-x/no-cycle': 'error',
      eqeqeq: 'error',
      'no-empty': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 250 }],
      ...restrictImports(),
    },
  },
  {
    files: ['packages/pyo3/src/**/*.ts'],
    rules: {
      ...restrictImports(execa, iarnaToml, tomlEslintParser),
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(AwaitExpression, ForOfStatement[await=true]):not(:function *)',
          message: 'Nx loads this with require(), which refuses top-level await.',
        },
        {
          selector: "CallExpression[callee.object.name='process'][callee.property.name='chdir']",
          message: 'Give the command its folder as `cwd`.',
        },
      ],
    },
  },
  {
    files: ['packages/pyo3/src/process/run.ts'],
    rules: restrictImports(iarnaToml, tomlEslintParser),
  },
  { files: ['packages/pyo3/src/toml/**/*.ts'], rules: restrictImports(execa) },
  {
    files: ['packages/pyo3/src/inference/**/*.ts'],
    rules: { 'no-console': ['error', { allow: ['error'] }] },
  },
  {
    files: ['**/*.spec.ts', '**/*.it.ts', '**/*.e2e.ts'],
    rules: { 'max-lines': 'off', ...restrictImports() },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: {
      'prefer-const': 'error',
      'no-var': 'error',
      'no-unused-vars': 'error',
      eqeqeq: 'error',
    },
  },
);
