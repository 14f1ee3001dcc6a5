// What the command line of docs/recipes/bundlers.md does; esbuild's command is a native binary, not a script.
import { build } from 'esbuild';

await build({
  entryPoints: { main: 'main.js', 'hash.worker': '@direct-upload/widget/hash.worker' },
  bundle: true,
  splitting: true,
  format: 'esm',
  outdir: 'out/esbuild',
});
