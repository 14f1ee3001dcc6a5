/** Builds the page. @module */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative: the page works wherever it is put.
  base: './',
  plugins: [react()],
});
