'use strict';
const js = require('@eslint/js');

module.exports = [
  js.configs.recommended,
  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs', globals: { console: 'readonly', require: 'readonly', module: 'writable' } },
    rules: { eqeqeq: 'error', 'prefer-const': 'warn', semi: ['error', 'always'], quotes: ['error', 'single'] } },
];
