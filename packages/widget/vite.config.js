/**
 * Bundles the CDN build, `dist/cdn/`, from what tsc wrote: `direct-upload.js` brings Lit along and registers the element,
 * the hashing code loads with the first file. Nothing else in `dist` comes from Vite.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative: the files work from whatever directory of whatever host they are put on.
  base: './',
  publicDir: false,
  plugins: [keepWorkerLiteral(), licences()],
  build: {
    outDir: 'dist/cdn',
    assetsDir: '',
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: {
        'direct-upload': 'dist/define.js',
        'hash.worker': 'dist/engine/hashing/hash.worker.js',
      },
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
 * The worker is an entry of this build, so that it shares its chunks with the main thread's fallback. Vite would bundle it a
 * second time; the comment is its documented way to leave a URL alone (`new URL(/* @vite-ignore *\/ …)`).
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

/**
 * The bundled packages' licences (BSD, MIT) want their texts to go along.
 *
 * @returns {import('vite').Plugin}
 */
function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) =>
        chunk.type === 'chunk' ? chunk.moduleIds : [],
      );
      const packages = new Set(
        modules.map(packageDirectory).filter((found) => found !== undefined),
      );
      const source = [...packages].sort().map(licenceOf).join('\n\n');
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source });
    },
  };
}

/** @param {string} id */
function packageDirectory(id) {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
}

/** @param {string} directory */
function licenceOf(directory) {
  const { name, version, license } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  );
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} brings no licence text: bundle it differently`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), 'utf8').trim()}`;
}
