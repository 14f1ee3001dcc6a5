/** Builds the page. @module */
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative: the page works wherever it is put.
  base: './',
});
