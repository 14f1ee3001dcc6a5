// Lint rules for the whole workspace: type-aware TypeScript rules, and the Lit/web component rules for the widget.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import litA11y from 'eslint-plugin-lit-a11y';
import regexp from 'eslint-plugin-regexp';

/** Syntax that no package has. */
const SYNTAX = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'TSParameterProperty', message: 'TypeScript for types only.' },
];

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.cache/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `const { left, ...rest } = all` is how a property is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `node:test` reports through the promises that `test` and `describe` return.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              name: [
                'test',
                'it',
                'describe',
                'suite',
                'before',
                'after',
                'beforeEach',
                'afterEach',
              ],
              package: 'node:test',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...SYNTAX],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', { max: 260 }],
    },
  },
  {
    // What another server answers is read by read-limited.ts alone, which takes no more of it than is wanted.
    files: ['packages/signer-server/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**', '**/read-limited.ts', '**/http/json-body.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...SYNTAX,
        {
          selector:
            'CallExpression[arguments.length=0][callee.property.name=/^(?:arrayBuffer|blob|bytes|formData|json|text)$/]',
          message: 'An answer may be endless: use readBytes or readText.',
        },
      ],
    },
  },
  {
    // What callers, storage and files say is matched here: an expression whose time grows faster than the text could be kept
    // busy for ever. Tests match what they made themselves.
    files: ['packages/{signer-server,widget}/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['packages/widget/src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended'], litA11y.configs.recommended].filter(
      Boolean,
    ),
    plugins: { 'lit-a11y': litA11y },
  },
  {
    files: ['demo/frameworks/**/*.{ts,tsx}'],
    rules: {
      // The page of an example and its script belong together.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // As the frameworks' own examples have it: `onclick={() => setOpen(!open)}`.
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    // ESLint does not see into a `.vue` file; vue-tsc does.
    files: ['demo/frameworks/vue/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  {
    // Vite looks for a default export.
    files: ['**/vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/testing/**', 'test/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
