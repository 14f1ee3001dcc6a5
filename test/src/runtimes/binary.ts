/**
 * `pnpm binary [file] [--target bun-linux-arm64]`: the command `direct-upload-signer` as one executable file for machines
 * without Node, made by `bun build --compile`. Default: `dist/direct-upload-signer`. For another system Bun has to fetch its
 * own files of that system.
 *
 * @module
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../runner/suites.js';
import { compileBinary } from './support/compile-binary.js';

const { values, positionals } = parseArgs({
  options: { target: { type: 'string' } },
  allowPositionals: true,
});
const file = resolve(positionals[0] ?? `${root}dist/direct-upload-signer`);
console.log(await compileBinary(file, values.target));
console.log(file);
