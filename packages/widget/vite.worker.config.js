/**
 * Bundles the hashing worker into one file, `dist/engine/hashing/hash.worker.js`, from what tsc wrote. It imports nothing, so that
 * it runs as whatever an application's bundler takes it for: a module, a classic script, a file that is copied.
 *
 * @module
 */
import { defineConfig } from 'vite';
import { licences } from './vite.licences.js';

const note = 'hash.worker.LICENSES.txt';

export default defineConfig({
  publicDir: false,
  plugins: [licences(note)],
  build: {
    outDir: 'dist/engine/hashing',
    // The rest of it is tsc's.
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: 'dist/engine/hashing/worker-program.js',
      // Without names of its own in the global scope of a classic script.
      formats: ['iife'],
      name: 'worker',
    },
    rolldownOptions: {
      output: {
        codeSplitting: false,
        minify: true,
        comments: { annotation: false, legal: false },
        entryFileNames: 'hash.worker.js',
        postBanner: `/*! direct-upload, MIT. Includes other packages: see ${note} */`,
      },
    },
  },
});
