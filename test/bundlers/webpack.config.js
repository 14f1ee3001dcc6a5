import { fileURLToPath } from 'node:url';

export default {
  mode: 'production',
  entry: './main.js',
  devtool: 'source-map',
  output: {
    path: fileURLToPath(new URL('out/webpack', import.meta.url)),
    trustedTypes: { policyName: 'webpack' },
  },
  // Warns of every source map that cannot be followed.
  module: { rules: [{ test: /\.js$/, enforce: 'pre', use: ['source-map-loader'] }] },
};
