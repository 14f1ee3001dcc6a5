import { nodeResolve } from '@rollup/plugin-node-resolve';

export default {
  input: { main: './main.js', 'hash.worker': '@direct-upload/widget/hash.worker' },
  output: { dir: 'out/rollup', format: 'es' },
  plugins: [nodeResolve({ browser: true })],
};
