/** Builds the page. @module */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative: the page works wherever it is put.
  base: './',
  plugins: [svelte()],
  // As a package from a registry is by itself; one that is linked would be bundled.
  ssr: { external: ['@direct-upload/widget'] },
});
