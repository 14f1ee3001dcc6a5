/**
 * A module with all that it imports in one file: bundled for no platform, as a build tool for Workers does it. An import of
 * Node's anywhere in it, static or not, fails the build.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';

/**
 * Bundles the text of a module that stands beside this one.
 *
 * @throws esbuild's own error for what cannot be resolved.
 */
export async function bundleNeutral(contents: string, outfile: string): Promise<Metafile> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    // In the order of build tools for Workers; esbuild reads none for a neutral platform.
    mainFields: ['browser', 'module', 'main'],
    metafile: true,
    logLevel: 'silent',
  });
  return metafile;
}
