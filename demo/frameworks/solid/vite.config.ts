/** Builds the page. @module */
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative: the page works wherever it is put.
  base: './',
  plugins: [solid()],
});
