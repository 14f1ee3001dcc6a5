/** Bundles what `ngc` wrote to `compiled/`; the Angular CLI does both in one. @module */
import link from '@angular/compiler-cli/linker/babel';
import { transformAsync } from '@babel/core';
import { defineConfig, type Plugin } from 'vite';

/** Angular's own packages are published half compiled; the linker does the other half, so that no compiler is shipped. */
const linker: Plugin = {
  name: 'angular-linker',
  transform: {
    filter: { id: /@angular\/.*\.mjs$/, code: 'ɵɵngDeclare' },
    handler: async (code, filename) => {
      const result = await transformAsync(code, {
        filename,
        plugins: [[link, { linkerJitMode: false }]],
        compact: false,
        configFile: false,
        babelrc: false,
      });
      return { code: result?.code ?? code, map: null };
    },
  },
};

export default defineConfig({
  // Relative: the page works wherever it is put.
  base: './',
  plugins: [linker],
  // As the Angular CLI has it for production: neither the compiler nor the checks of development are shipped.
  define: { ngDevMode: 'false', ngJitMode: 'false', ngServerMode: 'false' },
});
