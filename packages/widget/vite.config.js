/**
 * Bundles the CDN build, `dist/cdn/`, from what tsc wrote: `direct-upload.js` brings Lit along and registers the element,
 * the hashing code loads with the first file. The worker is that of vite.worker.config.js.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { licences } from './vite.licences.js';

export default defineConfig({
  // Relative: the files work from whatever directory of whatever host they are put on.
  base: './',
  publicDir: false,
  plugins: [keepWorkerLiteral(), workerBeside(), licences('LICENSES.txt')],
  build: {
    outDir: 'dist/cdn',
    assetsDir: '',
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: { 'direct-upload': 'dist/define.js' },
      formats: ['es'],
    },
    rolldownOptions: {
      output: {
        // Vite leaves white space in libraries, for bundlers that come after it; none does here.
        minify: true,
        comments: { annotation: false, legal: false },
        entryFileNames: '[name].js',
        // No hashes: a CDN's URL carries the version, and the worker's name is part of the contract.
        chunkFileNames: ({ facadeModuleId }) =>
          /\/dist\/locales\//.test(facadeModuleId ?? '') ? 'locales/[name].js' : '[name].js',
        postBanner: '/*! direct-upload, MIT. Includes other packages: see LICENSES.txt */',
      },
    },
  },
});

/**
 * The worker is bundled already. Vite would do it a second time; the comment is its documented way to leave a URL alone
 * (`new URL(/* @vite-ignore *\/ …)`).
 *
 * @returns {import('vite').Plugin}
 */
function keepWorkerLiteral() {
  const url = "new URL('./hash.worker.js', import.meta.url)";
  return {
    name: 'keep-worker-literal',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/engine/hashing/hash-worker-start.js')) return undefined;
      if (!code.includes(url))
        this.error(`expected ${url}: the worker would not be found on a CDN`);
      return { code: code.replace(url, url.replace('(', '(/* @vite-ignore */ ')), map: null };
    },
  };
}

/** @returns {import('vite').Plugin} */
function workerBeside() {
  return {
    name: 'worker-beside',
    generateBundle() {
      for (const fileName of ['hash.worker.js', 'hash.worker.js.map', 'hash.worker.LICENSES.txt']) {
        const source = readFileSync(`dist/engine/hashing/${fileName}`);
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}
