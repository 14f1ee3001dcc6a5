/** Builds the page. @module */
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative: the page works wherever it is put.
  base: './',
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'direct-upload' } } }),
  ],
  // As a package from a registry is by itself; one that is linked would be bundled.
  ssr: { external: ['@direct-upload/widget'] },
});
